using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Billing.Queries;
using Guildhall.Domain;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/runs/ID/costs</c>: what a run took in, added up, without price rules. vendor-integration.md 15.3.</summary>
internal static class UsageRunCostEndpoint
{
    public static void MapUsageRunCosts(this OwnApi api, Installation guildhall) =>
        api.Get("/api/v1/billing/runs/{id}/costs", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => TellAsync(guildhall, call, reach, cancellation)));

    private static async Task<ApiAnswer> TellAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (await guildhall.UsageRuns.FindAsync(call.RouteValue("id"), cancellation) is not { } run || !reach.Covers(run.Tenant)) return Refuse(Problem.NotFound("There is no such usage run."));
        var ask = ReportSumsAsk.Read(call.Query["by"].ToString(), call.Query["tag"].ToString());
        if (ask.Refused) return Refuse(ask.Problems);
        return Page(call, guildhall.ReportSums.Of(run, ask.Value), Cursor, (sums, next) => new
        {
            by = PriceWords.Of(ask.Value.By),
            tags = guildhall.TagSums.KeysOf(run),
            costs = sums.Select(s => new { key = s.Key, name = s.Name, currency = s.Currency, unblended = $"{s.Unblended}", net = $"{s.Net}", amortised = $"{s.Amortised}" }),
            next,
        });
    }

    private static string Cursor(ReportSum sum) => $"{sum.Currency}:{sum.Key}";
}
