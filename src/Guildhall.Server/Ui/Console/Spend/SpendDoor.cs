using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the pages of spend, prices, budgets and statements have in common.</summary>
internal static class SpendDoor
{
    /// <summary>Refused to whom has no organization to see the spend of. security.md S-23.</summary>
    public static PageHandler Within(Installation guildhall, Func<PageCall, BillingReach, CancellationToken, ValueTask<PageAnswer>> handler) => async (call, cancellation) =>
        BillingReach.Of(call.Caller, guildhall.Marketplaces) is var reach && reach.Refused ? new PageAnswer.Refused(reach.Problems) : await handler(call, reach.Value, cancellation);

    /// <summary>What organizations are called, by their ids.</summary>
    public static IReadOnlyDictionary<string, string> Organizations(Installation guildhall) =>
        guildhall.Marketplaces.All.ToDictionary(t => t.State.Tenant.Value, t => guildhall.Marketplaces.NameOf(t.State.Tenant), StringComparer.Ordinal);
}
