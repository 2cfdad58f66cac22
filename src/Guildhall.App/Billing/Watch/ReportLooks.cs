using System.Globalization;
using System.Text.Json.Nodes;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Billing.Watch;

/// <summary>What a look at a report came to, and what is told of it, each thing once. vendor-integration.md 15.2, 16.</summary>
internal static class ReportLooks
{
    /// <summary>Refusals of the whole report, of which no usage run tells.</summary>
    private static readonly string[] WithoutRun = ["MANIFEST_REFUSED", "NOT_CSV", "REPORT_DENIED"];

    /// <param name="problem">Why the look gave nothing; null when it gave something, or there was nothing new.</param>
    /// <param name="asked">Whether AWS can deliver; null when it was not asked.</param>
    /// <param name="due">The next look; null leaves it as it is.</param>
    public static void Stage(WriteScope scope, string tenant, Problem? problem, AskedDelivery? asked, DateTimeOffset? due, ActOrigin origin)
    {
        if (scope.Db.ReportWatches.Find(tenant) is not { } watch) return;
        var fresh = FreshAt(scope, watch);
        var late = ReportDelay.Of(fresh, scope.Now);
        if (problem is not null && problem.Message != watch.Problem && WithoutRun.Contains(problem.Code)) Tell("ReportFailed", new JsonObject { ["reason"] = problem.Message }, origin.RequestId);
        if (asked?.Trouble is { } trouble && trouble != watch.Trouble) Tell("ReportFailed", new JsonObject { ["reason"] = trouble }, origin.RequestId + "-delivery");
        if (asked is not null) scope.Stage(_ => (watch.Trouble, watch.AskedAt) = (asked.Trouble, scope.Now));
        if (late > watch.LateTold) Tell("ReportLate", new JsonObject { ["hours"] = late, ["since"] = WireTime.Text(fresh) }, late.ToString(CultureInfo.InvariantCulture));
        if (late == 0 && watch.LateTold > 0) Tell("ReportRecovered", [], fresh.UtcTicks.ToString(CultureInfo.InvariantCulture));
        scope.Stage(_ => (watch.Due, watch.LookedAt, watch.FreshAt, watch.Problem, watch.LateTold) = (due ?? watch.Due, scope.Now, fresh, problem?.Message, late == 0 ? 0 : Math.Max(late, watch.LateTold)));

        void Tell(string name, JsonObject about, string key) =>
            ReportEvents.Tell(scope, tenant, $"{tenant}-{watch.FreshAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}-{key}", name, origin, about);
    }

    /// <summary>
    /// When a delivery was first seen that was never seen before, or the organization was linked. Whoever begins to read one notes it; the runs are asked by the first
    /// look alone, because of those that failed only the newest is kept.
    /// </summary>
    private static DateTimeOffset FreshAt(WriteScope scope, ReportWatchRow watch)
    {
        var seen = watch.LookedAt is not null ? [] : scope.Db.ReportLoads.Where(l => l.TenantId == watch.TenantId && l.Source.StartsWith(ReportDelivery.Bucket)).GroupBy(l => l.AssemblyId).Select(g => g.Min(l => l.StartedAt)).ToList();
        var linked = scope.Db.Links.Where(l => l.TenantId == watch.TenantId && l.State != LinkStates.Removed).Select(l => l.CreatedAt).ToList();
        return seen.Concat(linked).Append(watch.FreshAt).Max();
    }
}
