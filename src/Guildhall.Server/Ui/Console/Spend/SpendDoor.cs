using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Governance;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the pages of spend, prices, budgets and statements have in common.</summary>
internal static class SpendDoor
{
    /// <summary>Refused to whom has no organization to see the spend of. security.md S-23.</summary>
    public static PageHandler Within(Installation guildhall, Func<PageCall, BillingReach, CancellationToken, ValueTask<PageAnswer>> handler) => async (call, cancellation) =>
        BillingReach.Of(call.Caller, guildhall.Marketplaces) is var reach && reach.Refused ? new PageAnswer.Refused(reach.Problems) : await handler(call, reach.Value, cancellation);

    /// <summary>Whose spend the reader sees on a page that is about something else; null for nobody's: then nothing of it is read.</summary>
    public static BillingReach? ReachOf(PageCall call) => call.May(BillingReach.Read) && BillingReach.Of(call.Caller, call.Tenant) is { Refused: false } reach ? reach.Value : null;

    /// <summary>What such a page tells of spend; null for whom sees none.</summary>
    /// <param name="find">Null while it is being read.</param>
    public static SpendPart<T>? PartOf<T>(PageCall call, Func<BillingReach, T?> find)
        where T : class => ReachOf(call) is { } reach ? new SpendPart<T>(find(reach)) : null;

    /// <summary>The same of the organization that the reader's account belongs to.</summary>
    public static SpendPart<T>? PartOf<T>(PageCall call, Func<TenantView, T?> find)
        where T : class => call.Tenant is { } tenant && ReachOf(call) is { } reach && reach.Covers(tenant.State.Tenant.Value) ? new SpendPart<T>(find(tenant)) : null;

    /// <summary>What organizations are called, by their ids.</summary>
    public static IReadOnlyDictionary<string, string> Organizations(Installation guildhall) =>
        guildhall.Marketplaces.All.ToDictionary(t => t.State.Tenant.Value, t => guildhall.Marketplaces.NameOf(t.State.Tenant), StringComparer.Ordinal);
}

/// <summary>What a page about something else tells of spend.</summary>
/// <param name="Told">Null while the costs are being read: nobody waits for that.</param>
public sealed record SpendPart<T>(T? Told)
    where T : class;
