using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Server.Ui.Console.Agreements;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall agreement list|show|cancel</c>: those of all linked organizations and accounts; one is cancelled as its buyer would. contract.md 2.</summary>
internal static class AgreementCommands
{
    private const int PerRead = 2_000;

    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"];

    private static readonly Option<string?> Account = new("--account") { Description = "Only those of this account, 12 digits", HelpName = "ID" };
    private static readonly Option<string?> Product = new("--product") { Description = "Only those on this product", HelpName = "ID" };
    private static readonly Option<string?> Status = new("--status") { Description = "Only active, cancelled, expired, renewed, replaced, terminated or archived ones", HelpName = "STATUS" };
    private static readonly Option<DateTimeOffset?> EndsBefore = new("--ends-before") { Description = "Only those that end before this day or time of UTC, such as 2027-01-01 or 2027-01-01T12:00:00Z", HelpName = "TIME", CustomParser = Time };
    private static readonly Option<int> Limit = new("--limit") { Description = "The most to list", HelpName = "N", DefaultValueFactory = _ => int.MaxValue };
    private static readonly Option<bool> Csv = new("--csv") { Description = "Answer with CSV, as the page's export" };
    private static readonly Option<string?> Confirm = new("--confirm") { Description = "The agreement's id once more", HelpName = "AGREEMENT" };
    private static readonly Argument<string> Id = new("AGREEMENT") { Description = "The agreement's id" };

    static AgreementCommands()
    {
        Status.AcceptOnlyFromAmong([.. AgreementState.Filters.Select(s => s.Word)]);
        Limit.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--limit must be 1 or more.");
        });
    }

    public static Command List()
    {
        var list = new Command("list", "Agreements, for each organization the newest first") { Account, Product, Status, EndsBefore, Limit, Csv };
        list.Validators.Add(given =>
        {
            if (given.GetValue(Csv) && given.GetValue(GlobalOptions.Json)) given.AddError("--csv and --json exclude each other.");
        });
        return list;
    }

    public static Command Show() => new("show", "One agreement with its terms and charges") { Id };

    public static Command Cancel() => new("cancel", "Cancel an agreement for its buyer") { Id, Confirm };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var limit = call.Given.GetValue(Limit);
        List<NamedAgreement> found = [];
        foreach (var view in guildhall.Marketplaces.All.OrderBy(v => v.State.Tenant.Value, StringComparer.Ordinal))
        {
            if (await ReadAsync(guildhall, view, FilterOf(call), limit, found, cancellation) is { } refused) return call.Refused([refused]);
        }

        if (!call.Given.GetValue(Csv)) return call.Done(found, AgreementWriting.Write);
        await call.Streams.Out.WriteAsync(NamedAgreement.CsvHead);
        foreach (var agreement in found) await call.Streams.Out.WriteAsync(agreement.Csv);
        return ExitCode.Done;
    }, cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => RunAsync(call, (guildhall, view, agreement) => DoneAsync(call, guildhall, view, agreement, cancellation), cancellation);

    public static Task<int> CancelAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, view, agreement) =>
    {
        if (call.Given.GetValue(Confirm) != agreement.Id)
            return call.Refused([Problem.Malformed($"Nothing was cancelled. The agreement of account {agreement.Acceptor} on {agreement.Product} ends at once, for good; to have that, say --confirm {agreement.Id}.", "confirm")]);
        var cancelled = await guildhall.Agreements.CancelAsync(OperatorCaller.Of(agreement.Acceptor), agreement.Id, guildhall.Options.Ids.Uuid().ToString(), cancellation);
        if (cancelled.Refused) return call.Refused(cancelled.Problems);
        var after = await guildhall.AgreementList.FindAsync(ReaderOf(view), agreement.Id, cancellation);
        return after.Refused ? call.Refused(after.Problems) : await DoneAsync(call, guildhall, view, after.Value, cancellation);
    }, cancellation);

    private static AgreementListFilter FilterOf(Call call) => new()
    {
        Account = call.Given.GetValue(Account),
        Product = call.Given.GetValue(Product),
        Status = call.Given.GetValue(Status) is { } word ? Enum.Parse<AgreementStatus>(word, ignoreCase: true) : null,
        EndsBefore = call.Given.GetValue(EndsBefore),
        Order = AgreementOrder.Accepted,
    };

    /// <summary>Reads page after page until the limit; the refusal, if it comes to one.</summary>
    private static async Task<Problem?> ReadAsync(Installation guildhall, TenantView view, AgreementListFilter filter, int limit, List<NamedAgreement> found, CancellationToken cancellation)
    {
        var reader = ReaderOf(view);
        for (string? token = null; found.Count < limit;)
        {
            var page = await guildhall.AgreementList.ListAsync(reader, filter with { Take = Math.Min(PerRead, limit - found.Count) }, token, cancellation);
            if (page.Refused) return page.Problems[0];
            found.AddRange(page.Value.Items.Select(line => new NamedAgreement(view, reader.Account, line)));
            if ((token = page.Value.NextToken) is null) return null;
        }

        return null;
    }

    /// <summary>Does something with the agreement that is named, wherever it is.</summary>
    private static Task<int> RunAsync(Call call, Func<Installation, TenantView, Agreement, Task<int>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var id = call.Given.GetValue(Id)!;
        foreach (var view in guildhall.Marketplaces.All)
        {
            if (await guildhall.AgreementList.FindAsync(ReaderOf(view), id, cancellation) is { Refused: false } found) return await act(guildhall, view, found.Value);
        }

        return call.Refused([Problem.NotFound($"There is no agreement {id}.")]);
    }, cancellation);

    private static async Task<int> DoneAsync(Call call, Installation guildhall, TenantView view, Agreement agreement, CancellationToken cancellation)
    {
        var charges = await guildhall.AgreementQueries.ChargesAsync(ReaderOf(view), agreement.Id, PerRead, null, cancellation);
        if (charges.Refused) return call.Refused(charges.Problems);
        var now = guildhall.Decisions.Decide(view, agreement.Acceptor.Value, agreement.Product.Value);
        return call.Done(json => AgreementWriting.Write(json, new NamedAgreement(view, ReaderOf(view).Account, AgreementLine.Of(agreement, now)), agreement, charges.Value.Items));
    }

    /// <summary>The account that stands for an organization, or the account of none.</summary>
    private static App.Access.Caller ReaderOf(TenantView view) => OperatorCaller.Of(view.Marketplace.Organization.ManagementAccount);

    private static DateTimeOffset? Time(ArgumentResult given)
    {
        if (DateTimeOffset.TryParseExact(given.Tokens[0].Value, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        given.AddError("--ends-before must be a day such as 2027-01-01, or a time such as 2027-01-01T12:00:00Z.");
        return null;
    }
}
