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
    private const int Most = 1_000;

    public static void MapUsageRunCosts(this OwnApi api, Installation guildhall) =>
        api.Get("/api/v1/billing/runs/{id}/costs", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => TellAsync(guildhall, call, reach, cancellation)));

    private static async Task<ApiAnswer> TellAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, Most) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {Most:N0}.", "limit"));
        if (await guildhall.UsageRuns.FindAsync(call.RouteValue("id"), cancellation) is not { } run || !reach.Covers(run.Tenant)) return Refuse(Problem.NotFound("There is no such usage run."));
        var ask = ReportSumsAsk.Read(call.Query["by"].ToString(), call.Query["tag"].ToString());
        if (ask.Refused) return Refuse(ask.Problems);
        var (sums, start) = (guildhall.ReportSums.Of(run, ask.Value), 0);
        if (call.Query["after"].ToString() is { Length: > 0 } after && (start = sums.Select(Cursor).ToList().IndexOf(after) + 1) == 0) return Refuse(AccountsEndpoints.NoCursor);
        return Write(new
        {
            by = PriceWords.Of(ask.Value.By),
            tags = guildhall.TagSums.KeysOf(run),
            costs = sums.Skip(start).Take(limit).Select(s => new { key = s.Key, name = s.Name, currency = s.Currency, unblended = $"{s.Unblended}", net = $"{s.Net}", amortised = $"{s.Amortised}" }),
            next = sums.Length > start + limit ? Cursor(sums[start + limit - 1]) : null,
        });
    }

    private static string Cursor(ReportSum sum) => $"{sum.Currency}:{sum.Key}";
}
