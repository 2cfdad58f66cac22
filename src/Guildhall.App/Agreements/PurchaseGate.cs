using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Agreements;

/// <summary>
/// Asks the private marketplace inside the transaction that buys: on the state that the writes before it left, and so that no other process changes that state before the purchase is
/// committed. storefront-and-procurement.md B.10, private-marketplace.md 5.3.
/// </summary>
/// <param name="treeAge">How old the last reading of an organization may be.</param>
internal sealed class PurchaseGate(Marketplaces marketplaces, TimeSpan treeAge)
{
    /// <summary>The state of the tenant that the account belongs to; null when none is linked.</summary>
    public TenantState? TenantOf(WriteScope scope, AccountId account) => marketplaces.FindTenantOf(account) is { } view ? scope.State(view.State.Tenant) : null;

    /// <summary>The decision at this instant.</summary>
    public GateDecision Decide(WriteScope scope, TenantState tenant, AccountId account, ProductId product)
    {
        scope.Hold(tenant.Tenant);
        var held = marketplaces.Find(tenant.Tenant)!;
        var view = ReferenceEquals(held.State, tenant) ? held : held.With(tenant);
        return Gate.Decide(view.Governance, account, product, new OrganizationReading(tenant.ReadAt, scope.Now, treeAge));
    }

    /// <summary>Null when the decision allows, and no budget of the account that is spent holds new purchases (vendor-integration.md 15.6).</summary>
    public static Problem? Refusal(TenantState tenant, GateDecision decision, AccountId account)
    {
        if (decision.Allows) return PurchaseHold.Find(tenant.Holds, account, decision.At) is { } hold ? Gate.Held(hold, account) : null;
        var experience = decision.Experience is { } id ? tenant.Marketplace.FindExperience(id) : null;
        var title = experience?.Branding?.Title is { Length: > 0 } branded ? branded : experience?.Name;
        return Gate.Refusal(decision, account, title);
    }
}
