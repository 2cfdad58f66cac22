using System.Collections.Immutable;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>A month's charge of AWS Marketplace to an account.</summary>
/// <param name="Code">The report's product code.</param>
/// <param name="Agreement">Empty where the report names none.</param>
internal sealed record MarketplaceCharge(BillingMonth Month, string Account, string Code, string Agreement, Amount Cost);

/// <summary>The charges of AWS Marketplace to an organization over some months.</summary>
/// <param name="Products">By their codes.</param>
internal sealed record MarketplaceSpend(string? Currency, BillingMonth From, BillingMonth To, ImmutableArray<MarketplaceCharge> Charges, IReadOnlyDictionary<string, SpendProduct> Products)
{
    /// <summary>Currencies of charges that are not told here.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}
