using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.UsageRuns;

/// <summary><c>/spend/runs/ID</c>: one reading of a report, what it took and left out, what it changed, and what is done with it. vendor-integration.md 15.3.</summary>
internal sealed class OneUsageRunPages(Installation guildhall)
{
    private const int MostVersions = 50;
    private static readonly Problem NoSuch = Problem.NotFound("There is no such usage run.");

    public void Map(PageRoutes pages)
    {
        pages.Get(UsageRunAddresses.One, BillingReach.Read, On(async (call, run, cancellation) => PageAnswer.Console<UsageRunView>(
            $"Usage run of {run.Month}", await ShownAsync(call, run, cancellation), UsageRunAddresses.Above)));
        pages.Get(UsageRunAddresses.One + "/costs.csv", BillingReach.Read, On((call, run, _) => Task.FromResult(CostFile(call, run))));
        pages.Get(UsageRunAddresses.One + "/faults.csv", BillingReach.Read, On(FaultFileAsync));
        foreach (var act in Enum.GetValues<UsageRunAct>())
        {
            var path = $"{UsageRunAddresses.One}/{act.ToString().ToLowerInvariant()}";
            pages.Get(path, BillingReach.Manage, On((_, run, cancellation) => AskAsync(act, run, [], cancellation)));
            pages.Post(path, BillingReach.Manage, On((call, run, cancellation) => DoAsync(call, act, run, cancellation)));
        }
    }

    private PageHandler On(Func<PageCall, UsageRun, CancellationToken, Task<PageAnswer>> handler) => SpendDoor.Within(guildhall, async (call, reach, cancellation) =>
        await guildhall.UsageRuns.FindAsync(call.Route("id"), cancellation) is { } run && reach.Covers(run.Tenant) ? await handler(call, run, cancellation) : new PageAnswer.Refused(NoSuch));

    private async Task<ShownRun> ShownAsync(PageCall call, UsageRun run, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, kept: ["tab", "by", "tag"]);
        var faults = await guildhall.UsageRuns.FaultsAsync(run, -1, int.MaxValue, cancellation);
        // Of what is not in force and does not wait to be, the costs are no longer kept.
        var costs = run.State is ReportLoadState.InForce or ReportLoadState.Held;
        (UsageRunTab Tab, long? Count)[] tabs =
        [
            .. run.State == ReportLoadState.Reading ? new (UsageRunTab, long?)[] { (UsageRunTab.Progress, null) } : [],
            .. costs && run.Lines > 0 ? new (UsageRunTab, long?)[] { (UsageRunTab.Successful, run.Lines) } : [],
            .. faults.IsEmpty ? [] : new (UsageRunTab, long?)[] { (UsageRunTab.Failed, run.Faulted) },
        ];
        UsageRunTab? tab = tabs.Length == 0 ? null : tabs.Any(t => t.Tab == ListQuery.Named<UsageRunTab>(query.Tab)) ? ListQuery.Named<UsageRunTab>(query.Tab) : tabs[0].Tab;
        var ask = AskOf(query);
        var versions = await guildhall.UsageRuns.ListAsync(new UsageRunFilter { Tenant = run.Tenant, Month = run.Month, Take = MostVersions }, cancellation);
        return new ShownRun(run, NameOf(run), call.May(BillingReach.Manage), [.. tabs], tab, versions)
        {
            Query = query,
            Ask = ask,
            TagKeys = tab == UsageRunTab.Successful ? guildhall.TagSums.KeysOf(run) : [],
            Sums = tab == UsageRunTab.Successful ? Sums(run, ask) : [],
            Faults = tab == UsageRunTab.Failed ? faults : [],
            AccountName = AccountNames(),
            Busy = guildhall.StartedFetches.IsUnderWay(run.Tenant, run.Month),
        };
    }

    private PageAnswer CostFile(PageCall call, UsageRun run)
    {
        var (ask, names) = (AskOf(ListQuery.Of(call, kept: ["by", "tag"])), AccountNames());
        return CsvFile.Of($"{run.Id}-costs", [ask.By == ReportSumsBy.Tag ? ask.Tag : $"{ask.By}", "Name", "Unblended cost", "Net cost", "Amortised cost", "Currency"], Sums(run, ask).Select(s => (IReadOnlyList<object?>)
            [s.Key, ask.By == ReportSumsBy.Account ? names(s.Key) : s.Name, s.Unblended.ToDecimal(), s.Net.ToDecimal(), s.Amortised.ToDecimal(), s.Currency]));
    }

    private async Task<PageAnswer> FaultFileAsync(PageCall call, UsageRun run, CancellationToken cancellation) => CsvFile.Of(
        $"{run.Id}-failed", ["File", "Line", "Kind", "Reason", "Column", "Begins with"],
        (await guildhall.UsageRuns.FaultsAsync(run, -1, int.MaxValue, cancellation)).Select(f => (IReadOnlyList<object?>)[f.File, f.Line, UsageRunWords.Kind(f), UsageRunWords.Reason(f), f.Column, f.Excerpt]));

    private async Task<PageAnswer> AskAsync(UsageRunAct act, UsageRun run, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var question = new UsageRunQuestion(act, run, NameOf(run), await guildhall.UsageRuns.InForceAsync(run.Tenant, run.Month, cancellation), AccountNames()) { Problems = problems };
        return PageAnswer.Console<UsageRunActView>($"{act}", question, UsageRunAddresses.Above, new Crumb($"{run.Month}", UsageRunAddresses.Of(run.Id))) with { Status = UiProblems.StatusOf(problems) };
    }

    private async Task<PageAnswer> DoAsync(PageCall call, UsageRunAct act, UsageRun run, CancellationToken cancellation)
    {
        var origin = call.Origin with { Tenant = run.Tenant };
        if (act == UsageRunAct.Reprocess)
        {
            var read = await guildhall.StartedFetches.ReprocessAsync(run.Tenant, run.Month, origin);
            var (text, well) = UsageRunWords.Told(NameOf(run), read);
            var made = read is { Refused: false } ended ? ended.Value[0].Run : null;
            return new PageAnswer.SeeOther(made is null ? UsageRunAddresses.List : UsageRunAddresses.Of(made), well ? Flash.Done(text) : Flash.Problem(text));
        }

        var decided = await guildhall.ReportIngest.DecideAsync(run.Tenant, run.Id, act == UsageRunAct.Approve, origin, cancellation);
        if (decided.Refused) return await AskAsync(act, run, decided.Problems, cancellation);
        return new PageAnswer.SeeOther(UsageRunAddresses.Of(run.Id), Flash.Done(act == UsageRunAct.Approve ? $"{run.Month} is in force." : "The run is declined: the version before it stays in force."));
    }

    /// <summary>The dearest first, days in their order.</summary>
    private IReadOnlyList<ReportSum> Sums(UsageRun run, ReportSumsAsk ask)
    {
        var sums = guildhall.ReportSums.Of(run, ask);
        return ask.By == ReportSumsBy.Day ? sums : [.. sums.OrderByDescending(s => s.Unblended.Units).ThenBy(s => s.Key, StringComparer.Ordinal)];
    }

    private static ReportSumsAsk AskOf(ListQuery query) => ReportSumsAsk.Read(query.Value("by"), query.Value("tag")) is { Refused: false } ask ? ask.Value : new ReportSumsAsk(ReportSumsBy.Account);

    private string NameOf(UsageRun run) => SpendDoor.Organizations(guildhall).GetValueOrDefault(run.Tenant) ?? run.Tenant;

    private Func<string, string?> AccountNames() => id => guildhall.Marketplaces.NameOf(new AccountId(id));
}
