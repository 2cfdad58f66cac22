using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Governance;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending;

/// <summary>
/// Who orders or looks at accounts, and whose: managers and the operator all, an administrator those of the organization, anybody else those that the own
/// account ordered. security.md 4.4.
/// </summary>
public sealed record OrderReach
{
    private OrderReach()
    {
    }

    public required ActOrigin Origin { get; init; }

    /// <summary>The buyer that orders are kept under; empty for managers and the operator.</summary>
    public required string Buyer { get; init; }

    /// <summary>The organization that the caller belongs to; null for one that sees all.</summary>
    public string? Tenant { get; private init; }

    /// <summary>Orders for others, chooses organization, place and address, and acts on accounts.</summary>
    public bool Manages { get; private init; }

    private Caller? Caller { get; init; }

    public bool Everything => Manages && Tenant is null;

    /// <summary>Whoever runs the machine.</summary>
    public static OrderReach Operator(string requestId) => new() { Origin = ActOrigin.Operator(requestId), Buyer = "", Manages = true };

    /// <summary>Guildhall itself, for what somebody has told it to do.</summary>
    internal static OrderReach Itself(string requestId) => new() { Origin = new ActOrigin("guildhall", "", AuditSources.Itself, requestId), Buyer = "", Manages = true };

    public static OrderReach Of(Caller caller, Marketplaces marketplaces, string requestId)
    {
        var organization = marketplaces.FindTenantOf(caller.Account)?.Marketplace.Organization;
        var tenant = organization?.Tenant.Value;
        return new OrderReach
        {
            Origin = new ActOrigin(caller.Arn, caller.Account.Value, AuditSources.OfOwn(caller.AccessKeyId), requestId, tenant),
            Buyer = caller.MarketplaceManager ? "" : caller.Account.Value,
            Tenant = caller.MarketplaceManager ? null : tenant ?? "",
            Manages = caller.MarketplaceManager || (organization is not null && caller.Actor.ActsFor(organization)),
            Caller = caller,
        };
    }

    /// <summary>Why the caller may not do this; null when allowed.</summary>
    internal Problem? Refusal(string action) => Caller is null ? null : Authorization.Check(Caller, action, "*");

    internal bool Sees(OrderRow order, LinkRow? link) => Everything || (Manages && link?.TenantId == Tenant) || (Buyer.Length > 0 && order.Buyer == Buyer);

    internal bool MayUse(LinkRow link) => Everything || link.TenantId == Tenant;
}
