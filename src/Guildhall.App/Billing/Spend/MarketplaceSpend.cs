using System.Collections.Immutable;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>A month's charge of AWS Marketplace to an account.</summary>
internal sealed record MarketplaceCharge(BillingMonth Month, string Account, SpendSubject Subject, Amount Cost)
{
    /// <summary>The report's product code.</summary>
    public string Code => Subject.ProductCode;
}

/// <summary>The charges of AWS Marketplace to an organization over some months, in one currency.</summary>
/// <param name="Products">By their codes.</param>
internal sealed record MarketplaceSpend(string? Currency, BillingMonth From, BillingMonth To, ImmutableArray<MarketplaceCharge> Charges, IReadOnlyDictionary<string, SpendProduct> Products)
{
    /// <summary>Currencies of charges that are not told here.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}
