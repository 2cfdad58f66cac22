using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;

namespace Guildhall.App.Billing;

/// <summary>Whose spend somebody sees, and whose prices and statements they decide about: managers and whoever runs the machine all, others that of their own organization, when their account stands for it. security.md S-23.</summary>
/// <param name="Tenant">The organization; null for all of them.</param>
public sealed record BillingReach(string? Tenant)
{
    /// <summary>What a policy must allow to look at spend, prices and statements.</summary>
    public const string Read = "guildhall:ReadSpend";

    /// <summary>What a policy must allow to change prices, close months, and send statements.</summary>
    public const string Manage = "guildhall:ManageBilling";

    public static BillingReach Operator { get; } = new((string?)null);

    public bool All => Tenant is null;

    /// <summary>Refused: the account does not stand for its organization.</summary>
    public static Result<BillingReach> Of(Caller caller, Marketplaces marketplaces) => Of(caller, marketplaces.FindTenantOf(caller.Account));

    /// <param name="of">What the caller's account belongs to; null for nothing that is linked.</param>
    public static Result<BillingReach> Of(Caller caller, TenantView? of)
    {
        if (caller.MarketplaceManager) return Operator;
        return of is { } tenant && caller.Actor.ActsFor(tenant.Marketplace.Organization)
            ? new BillingReach(tenant.State.Tenant.Value)
            : Problem.Forbidden("Only an account that stands for its organization sees what all of it spends.");
    }

    public bool Covers(string tenant) => Tenant is null || Tenant == tenant;
}
