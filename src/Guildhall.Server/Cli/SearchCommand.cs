using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall search TEXT [--account ID] [--approved]</c>: what an account would find. contract.md 2.</summary>
internal static class SearchCommand
{
    private static readonly Argument<string> Text = new("TEXT") { Description = "Words; the last may be unfinished" };
    private static readonly Option<string?> Account = new("--account") { Description = "12 digits: only what this account can see, with what it may buy", HelpName = "ID" };
    private static readonly Option<bool> Approved = new("--approved") { Description = "Only what the account may buy" };
    private static readonly Option<int> Limit = new("--limit") { Description = "How many results, 1 to 100", DefaultValueFactory = _ => 20 };

    public static Command Make() => new("search", "Find products") { Text, Account, Approved, Limit };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var account = call.Given.GetValue(Account);
        if (account is not null && guildhall.Marketplaces.FindTenantOf(new AccountId(account)) is null)
            return call.Refused([Problem.NotFound($"No linked organization has account {account}.")]);
        if (account is null && call.Given.GetValue(Approved)) return call.Refused([Problem.Malformed("--approved needs --account.", "approved")]);
        var query = new SearchQuery(call.Given.GetValue(Text)!) { ApprovedOnly = call.Given.GetValue(Approved), Take = call.Given.GetValue(Limit) };
        var page = await guildhall.Search.FindAsync(new AccountId(account ?? ""), query, cancellation);
        return page.Refused ? call.Refused(page.Problems) : call.Done(Json(page.Value), Sentence(page.Value));
    }, cancellation);

    private static JsonElement Json(SearchPage page)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) SearchEndpoint.Write(json, page);
        return JsonElement.Parse(buffer.ToArray());
    }

    private static string Sentence(SearchPage page)
    {
        var text = new StringBuilder();
        foreach (var item in page.Items) text.Append(CultureInfo.InvariantCulture, $"{item.Product.Id,-24} {item.Decision?.Decision.Word() ?? "",-6} {item.Product.Title} ({item.Product.Manufacturer})").AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"{page.Total} found");
        return text.Append(page.Approved is { } approved ? $", {approved} approved." : ".").ToString();
    }
}
