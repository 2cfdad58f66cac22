using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.UsageRuns;

/// <summary><c>/spend/runs</c>: the readings of reports, and reading now what AWS has delivered. vendor-integration.md 15.2, 15.3.</summary>
internal sealed class UsageRunPages(Installation guildhall)
{
    private const int PerRead = 500;

    public void Map(PageRoutes pages)
    {
        pages.Get(UsageRunAddresses.List, BillingReach.Read, SpendDoor.Within(guildhall, ListAsync));
        pages.Get(UsageRunAddresses.List + ".csv", BillingReach.Read, SpendDoor.Within(guildhall, FileAsync));
        pages.Post(UsageRunAddresses.Fetch, BillingReach.Manage, SpendDoor.Within(guildhall, FetchAsync));
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var query = QueryOf(call);
        var (runs, previous, next) = await PageAsync(query, FilterOf(query, reach), reach, cancellation);
        var (reported, standings) = (await ReportedAsync(reach, cancellation), await guildhall.ReportStandings.ListAsync(reach.Tenant, cancellation));
        return PageAnswer.Console<UsageRunListView>("Usage runs", new UsageRunList(
            query, runs, SpendDoor.Organizations(guildhall), reported, [.. reported.Select(o => o.Tenant).Where(guildhall.StartedFetches.IsUnderWay)], call.May(BillingReach.Manage))
        {
            Months = await guildhall.UsageRuns.MonthsAsync(reach.Tenant, cancellation),
            Troubled = [.. standings.Where(s => s.Late > 0 || s.Problem is not null || s.Trouble is not null)],
            Previous = previous,
            Next = next,
        });
    }

    private async ValueTask<PageAnswer> FileAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var (filter, names) = (FilterOf(QueryOf(call), reach) with { Take = PerRead }, SpendDoor.Organizations(guildhall));
        var first = reach.Covers(filter.Tenant ?? reach.Tenant ?? "") ? await guildhall.UsageRuns.ListAsync(filter, cancellation) : [];
        string[] columns = ["Run", "Organization", "Organization ID", "Period", "Assembly", "Started", "Started by", "Seconds", "Files", "Lines", "Left out", "Accounts", "Cost", "Currency", "State", "Problem", "Code"];
        return new PageAnswer.Download("usage-runs.csv", "text/csv; charset=utf-8", async (text, stopping) =>
        {
            await text.WriteAsync(CsvFile.Line(columns));
            for (var part = first; !part.IsEmpty; part = part.Length < PerRead ? [] : await guildhall.UsageRuns.ListAsync(filter with { After = part[^1].Number }, stopping))
            {
                foreach (var line in part.SelectMany(run => Lines(run, names))) await text.WriteAsync(CsvFile.Line(line));
            }
        });
    }

    /// <summary>One line for each currency; one alone for a run without costs.</summary>
    private static IEnumerable<object?[]> Lines(UsageRun run, IReadOnlyDictionary<string, string> names)
    {
        (decimal? Cost, string? Currency)[] costs = run.Sums.IsEmpty ? [(null, null)] : [.. run.Sums.Select(s => ((decimal?)s.Value.ToDecimal(), (string?)s.Key))];
        return costs.Select(cost => (object?[])
        [
            run.Id, names.GetValueOrDefault(run.Tenant), run.Tenant, $"{run.Month}", run.AssemblyId, run.StartedAt, run.StartedBy, (long?)run.Duration?.TotalSeconds, run.Files, run.Lines, run.Faulted, run.Accounts,
            cost.Cost, cost.Currency, UsageRunWords.Of(run.State), run.Problem, run.Code,
        ]);
    }

    /// <summary>A part of the list with the cursors of those beside it: a run's id, with a minus before it to go back.</summary>
    private async Task<(ImmutableArray<UsageRun> Runs, string? Previous, string? Next)> PageAsync(ListQuery query, UsageRunFilter filter, BillingReach reach, CancellationToken cancellation)
    {
        if (filter.Tenant is { } asked && !reach.Covers(asked)) return ([], null, null);
        var back = query.Cursor.StartsWith('-');
        var from = query.Cursor.Length == 0 ? null : await guildhall.UsageRuns.FindAsync(query.Cursor.TrimStart('-'), cancellation);
        if (from is not null && !reach.Covers(from.Tenant)) from = null;
        filter = filter with { Take = ListQuery.PageSize + 1, After = back ? null : from?.Number, Before = back ? from?.Number : null };
        var found = await guildhall.UsageRuns.ListAsync(filter, cancellation);
        var more = found.Length > ListQuery.PageSize;
        var shown = more ? back ? found[1..] : found[..^1] : found;
        if (shown.IsEmpty) return (shown, null, null);
        return (shown, (back ? more : from is not null) ? "-" + shown[0].Id : null, (back || more) ? shown[^1].Id : null);
    }

    private async ValueTask<PageAnswer> FetchAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var (asked, names) = (call.Text("organization"), SpendDoor.Organizations(guildhall));
        ImmutableArray<string> reported = [.. (await ReportedAsync(reach, cancellation)).Where(o => o.Linked).Select(o => o.Tenant)];
        if (asked.Length > 0 && !reported.Contains(asked)) return new PageAnswer.Refused(Problem.NotFound("There is no such organization, or it has no report."));
        var done = await Task.WhenAll(reported.Where(t => asked.Length == 0 || t == asked).Select(async tenant =>
            UsageRunWords.Told(names.GetValueOrDefault(tenant) ?? tenant, await guildhall.StartedFetches.FetchAsync(tenant, null, call.Origin with { Tenant = tenant }))));
        var text = done.Length == 0 ? "No organization has a billing report yet." : string.Join(' ', done.Select(d => d.Text));
        return new PageAnswer.SeeOther(UsageRunAddresses.List, done.Length > 0 && done.All(d => d.Well) ? Flash.Done(text) : Flash.Problem(text));
    }

    private async Task<ImmutableArray<ReportedOrganization>> ReportedAsync(BillingReach reach, CancellationToken cancellation) =>
        [.. (await guildhall.ReportedOrganizations.ListAsync(cancellation)).Where(o => reach.Covers(o.Tenant)).OrderBy(o => o.Tenant, StringComparer.Ordinal)];

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, kept: ["organization", "period", "state"]);

    /// <summary>What the address asks for; what it does not say rightly it does not ask.</summary>
    private static UsageRunFilter FilterOf(ListQuery query, BillingReach reach) => new()
    {
        Tenant = query.Value("organization") is { Length: > 0 } tenant ? tenant : reach.Tenant,
        Month = BillingMonth.Read(query.Value("period")) is { Refused: false } month ? month.Value : null,
        State = ListQuery.Named<ReportLoadState>(query.Value("state")),
    };
}
