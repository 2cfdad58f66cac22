namespace Guildhall.Domain.Billing;

/// <summary>Whose costs a price rule is for; the later is the nearer, and the nearer wins. vendor-integration.md 15.4.</summary>
public enum PriceTargetKind
{
    All,
    Organization,
    Company,
    Account,
}

/// <summary>Whose costs a price rule is for.</summary>
/// <param name="Value">The tenant's id, a company's name as it stands on accounts, or 12 digits; empty for <see cref="PriceTargetKind.All"/>.</param>
public sealed record PriceTarget(PriceTargetKind Kind, string Value)
{
    public static PriceTarget All { get; } = new(PriceTargetKind.All, "");

    /// <param name="organization">The tenant that is priced.</param>
    public bool Holds(string organization, BilledAccount account) => Kind switch
    {
        PriceTargetKind.All => true,
        PriceTargetKind.Organization => organization == Value,
        PriceTargetKind.Company => account.Company == Value,
        PriceTargetKind.Account => account.Id == Value,
        _ => false,
    };
}
