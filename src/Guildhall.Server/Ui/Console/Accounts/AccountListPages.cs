using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts</c>: all member accounts for those who manage them. vendor-integration.md 14.</summary>
internal sealed class AccountListPages(Installation guildhall)
{
    internal static readonly string[] Kept = ["state", "company", "cost-centre"];

    public void Map(PageRoutes pages)
    {
        pages.Get("/admin/accounts", OrderQueries.Action, ShowAsync);
        pages.Get("/admin/accounts.csv", OrderQueries.Action, CsvAsync);
        new AccountBulkPages(guildhall).Map(pages);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var query = QueryOf(call);
        var found = await FindAsync(call, query, query.Skip, ListQuery.PageSize, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        var waiting = await guildhall.Accounts.WaitingAsync(call.ReachIn(guildhall), cancellation);
        return PageAnswer.Console<AccountListView>("Accounts", new AccountList(query, found.Value) { Ticks = Ticks.Of(call), Waiting = waiting.Refused ? [] : waiting.Value });
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var found = await FindAsync(call, QueryOf(call), 0, int.MaxValue, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        return CsvFile.Of(
            "accounts",
            ["Account id", "Name", "E-mail", "State", "Organization", "Unit", "Source", "Company", "Cost centre", "Purpose", "Monthly budget", "Experience", "Order"],
            found.Value.Accounts.Select(a => (IReadOnlyList<object?>)[a.Id, a.Name, a.Email, a.Standing, a.Organization, string.Join(" / ", a.Path), a.Known?.Source, a.Labels.Company, a.Labels.CostCentre, a.Labels.Purpose, a.Labels.Budget, a.Experience, a.Known?.OrderId]));
    }

    private async Task<Result<AccountPage>> FindAsync(PageCall call, ListQuery query, int skip, int take, CancellationToken cancellation)
    {
        var reach = call.ReachIn(guildhall);
        if (!reach.Manages) return AccountDoor.NotYours;
        var filter = new AccountFilter { Text = query.Text, Company = query.Value("company"), CostCentre = query.Value("cost-centre"), Standing = AccountView.Standings.FirstOrDefault(s => AccountList.Word(s) == query.Value("state")), Sort = ListQuery.Named<AccountSort>(query.Sort) ?? AccountSort.Name, Down = query.Down, Skip = skip, Take = take, Within = true };
        return await guildhall.Accounts.ListAsync(reach, filter, cancellation);
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "name", kept: Kept);
}

/// <summary>A part of the list.</summary>
public sealed record AccountList(ListQuery Query, AccountPage Page)
{
    /// <summary>What is ticked, on this page and on others.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;

    /// <summary>All whose closing waits for a second person.</summary>
    public ImmutableArray<AccountView> Waiting { get; init; } = [];

    /// <summary>The address of what is shown, without ticks.</summary>
    public string Here => Query.SkipUrl(Query.PlaceIn(Page.Total));

    /// <summary>Whether the reader looks for some of them.</summary>
    public bool Filtered => Query.HasFilter || Query.Kept.Length > 0;

    /// <summary>A standing in the address.</summary>
    internal static string Word(string standing) => standing.ToLowerInvariant();
}
