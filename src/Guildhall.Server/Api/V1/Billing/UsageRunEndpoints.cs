using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Queries;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/runs</c>: readings of reports. vendor-integration.md 15.3.</summary>
internal static class UsageRunEndpoints
{
    private const string Runs = "/api/v1/billing/runs";
    private const int Most = 1_000;

    private static readonly Problem NoSuch = Problem.NotFound("There is no such usage run.");

    public static void MapUsageRuns(this OwnApi api, Installation guildhall)
    {
        api.Get(Runs, BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ListAsync(guildhall, call, reach, cancellation)));
        api.Get(Runs + "/{id}", BillingReach.Read, Within(guildhall, async (call, reach, cancellation) => await FindAsync(guildhall, call, reach, cancellation) is { } run ? Of(run) : Refuse(NoSuch)));
        api.Get(Runs + "/{id}/faults", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => FaultsAsync(guildhall, call, reach, cancellation)));
        api.Post(Runs + "/{id}/approve", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => DecideAsync(guildhall, call, reach, approve: true, cancellation)));
        api.Post(Runs + "/{id}/decline", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => DecideAsync(guildhall, call, reach, approve: false, cancellation)));
        api.Post(Runs + "/{id}/reprocess", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => ReprocessAsync(guildhall, call, reach, cancellation)));
    }

    private static async Task<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, Most) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {Most:N0}.", "limit"));
        var state = (string?)call.Query["state"] is { } word ? Enum.TryParse<ReportLoadState>(word, out var parsed) && parsed.ToString() == word ? parsed : (ReportLoadState)(-1) : (ReportLoadState?)null;
        if (state is { } given && (int)given < 0) return Refuse(Problem.Malformed($"state must be one of {string.Join(", ", Enum.GetNames<ReportLoadState>())}.", "state"));
        var period = Period(call.Query["period"]);
        if (period.Refused) return Refuse(period.Problems[0]);
        UsageRun? after = null;
        if ((string?)call.Query["after"] is { } cursor && (after = await FindAsync(guildhall, cursor, reach, cancellation)) is null) return Refuse(AccountsEndpoints.NoCursor);
        var asked = (string?)call.Query["organizationId"];
        if (asked is not null && !reach.Covers(asked)) return Page([], limit);
        var runs = await guildhall.UsageRuns.ListAsync(new UsageRunFilter { Tenant = asked ?? reach.Tenant, Month = period.Value, State = state, After = after?.Number, Take = limit + 1 }, cancellation);
        return Page(runs, limit);
    }

    private static ApiAnswer Page(ImmutableArray<UsageRun> runs, int limit) => new(
        json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("runs"u8);
            foreach (var run in runs.Take(limit)) UsageRunWriting.Write(json, run);
            json.WriteEndArray();
            json.WriteString("next"u8, runs.Length > limit ? runs[limit - 1].Id : null);
            json.WriteEndObject();
        },
        null);

    private static async Task<ApiAnswer> FaultsAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, Most) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {Most:N0}.", "limit"));
        if (AccountsEndpoints.Number(call.Query, "after", -1, 0, int.MaxValue) is not { } after) return Refuse(AccountsEndpoints.NoCursor);
        if (await FindAsync(guildhall, call, reach, cancellation) is not { } run) return Refuse(NoSuch);
        var faults = await guildhall.UsageRuns.FaultsAsync(run, after, limit + 1, cancellation);
        return LinkAnswers.Of(new { faults = faults.Take(limit).Select(f => new { f.File, f.Line, f.Reason, f.Excerpt }), next = faults.Length > limit ? faults[limit - 1].Place : (int?)null });
    }

    private static async Task<ApiAnswer> DecideAsync(Installation guildhall, ApiCall call, BillingReach reach, bool approve, CancellationToken cancellation)
    {
        if (await FindAsync(guildhall, call, reach, cancellation) is not { } run) return Refuse(NoSuch);
        var decided = await guildhall.ReportIngest.DecideAsync(run.Tenant, run.Id, approve, call.Origin(run.Tenant), cancellation);
        return decided.Refused ? Refuse(decided.Problems[0]) : Of((await guildhall.UsageRuns.FindAsync(run.Id, cancellation))!);
    }

    /// <summary>Reads the run's month again, as the page does: answers the run that came of it, or that it goes on.</summary>
    private static async Task<ApiAnswer> ReprocessAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (await FindAsync(guildhall, call, reach, cancellation) is not { } run) return Refuse(NoSuch);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(run.Tenant), origin => MakeAsync(guildhall, run, origin), async id => new RunMade(await guildhall.UsageRuns.FindAsync(id, cancellation)), cancellation, made => made.Run is not null);
        if (made.Refused) return Refuse(made.Problems);
        return made.Value.Run is { } ended ? Of(ended) : Write(new { organizationId = run.Tenant, period = $"{run.Month}", state = nameof(ReportLoadState.Reading) }) with { Status = StatusCodes.Status202Accepted };
    }

    private static async Task<Result<RunMade>> MakeAsync(Installation guildhall, UsageRun run, ActOrigin origin)
    {
        if (await guildhall.StartedFetches.ReprocessAsync(run.Tenant, run.Month, origin) is not { } read) return new RunMade(null);
        if (read.Refused) return read.Problems;
        var month = read.Value[0];
        return month.Run is { } id ? new RunMade(await guildhall.UsageRuns.FindAsync(id, CancellationToken.None)) : month.Problem!;
    }

    private static Task<UsageRun?> FindAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation) => FindAsync(guildhall, call.RouteValue("id"), reach, cancellation);

    private static async Task<UsageRun?> FindAsync(Installation guildhall, string id, BillingReach reach, CancellationToken cancellation) =>
        await guildhall.UsageRuns.FindAsync(id, cancellation) is { } run && reach.Covers(run.Tenant) ? run : null;

    private static ApiAnswer Of(UsageRun run) => new(json => UsageRunWriting.WriteWhole(json, run), null);
}

/// <param name="Run">What came of reading again; null while it goes on.</param>
internal sealed record RunMade(UsageRun? Run);
