namespace Guildhall.Domain.Billing;

/// <summary>Which kind of cost a price rule is for; the later is the narrower. vendor-integration.md 15.4.</summary>
public enum PriceScopeKind
{
    Everything,
    BillingEntity,
    LineItemType,
    Region,
    Service,
    UsageType,
    MarketplaceProduct,
}

/// <summary>What costs a price rule is for.</summary>
/// <param name="Value">The report's own word, compared exactly; empty for <see cref="PriceScopeKind.Everything"/>.</param>
public sealed record PriceScope(PriceScopeKind Kind, string Value)
{
    public static PriceScope Everything { get; } = new(PriceScopeKind.Everything, "");

    /// <summary>Whether a cost lies within.</summary>
    public bool Holds(CostKey cost) => Kind switch
    {
        PriceScopeKind.Everything => true,
        PriceScopeKind.BillingEntity => cost.BillingEntity == Value,
        PriceScopeKind.LineItemType => cost.LineItemType == Value,
        PriceScopeKind.Region => cost.Region == Value,
        PriceScopeKind.Service => cost.ProductCode == Value && cost.BillingEntity != BillingEntity.Marketplace,
        PriceScopeKind.UsageType => cost.UsageType == Value,
        PriceScopeKind.MarketplaceProduct => cost.ProductCode == Value && cost.BillingEntity == BillingEntity.Marketplace,
        _ => false,
    };
}
