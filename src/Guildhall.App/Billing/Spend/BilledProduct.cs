using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>A product of AWS Marketplace in the bills of an organization, beside what is decided about it. mission.md M-39.</summary>
/// <param name="Product">In the catalogue; null where a charge could not be matched to a product of it.</param>
/// <param name="Code">The report's product code.</param>
/// <param name="Name">The catalogue's title as far as the reader may see it, else the report's name.</param>
/// <param name="Seller">As the report has it.</param>
public sealed record BilledProduct(ProductId? Product, string Code, string Name, string Seller)
{
    /// <summary>Of the period.</summary>
    public AmountSum Cost { get; init; }

    /// <summary>That have a charge in the period.</summary>
    public ImmutableArray<BilledUse> Uses { get; init; } = [];

    /// <summary>The part of the cost that accounts have which may not buy it today.</summary>
    public AmountSum NotApproved => Sum(Uses.Where(u => u.Standing == UseStanding.NotApproved));

    /// <summary>The part of the cost that no agreement here stands for.</summary>
    public AmountSum WithoutAgreement => Sum(Uses.Where(u => u.Agreements.IsEmpty));

    private static AmountSum Sum(IEnumerable<BilledUse> uses) => uses.Aggregate(AmountSum.Zero, (sum, use) => sum + use.Cost);
}

/// <summary>What governs an account says of a product that it pays for.</summary>
public enum UseStanding
{
    Approved,
    NotApproved,

    /// <summary>Nothing governs the account: it may buy everything.</summary>
    NotGoverned,

    /// <summary>The product is not in the catalogue, or the account not in the organization any more.</summary>
    Unknown,
}

/// <summary>An account's charges for a product.</summary>
/// <param name="Account">12 digits.</param>
/// <param name="Agreements">Those of Guildhall that the charges name, or that the account has on the product.</param>
public sealed record BilledUse(string Account, AmountSum Cost, UseStanding Standing, ImmutableArray<string> Agreements);

/// <summary>An active agreement on which no charge came in the period.</summary>
public sealed record UnusedAgreement(string Id, ProductId Product, string Name, string Account, DateTimeOffset? End);

/// <summary>A product that a company has more than one active agreement on, in several accounts.</summary>
public sealed record RepeatedProduct(ProductId Product, string Name, string Company, ImmutableArray<(string Agreement, string Account)> Agreements);

/// <summary>The products in the bills of an organization.</summary>
/// <param name="Currency">What the costs are in; null while there is no report.</param>
/// <param name="Products">The dearest first.</param>
public sealed record BilledProductList(string? Currency, BillingMonth From, BillingMonth To, ImmutableArray<BilledProduct> Products, ImmutableArray<UnusedAgreement> Unused, ImmutableArray<RepeatedProduct> Repeated)
{
    public AmountSum Cost => Products.Aggregate(AmountSum.Zero, (sum, p) => sum + p.Cost);

    public AmountSum NotApproved => Products.Aggregate(AmountSum.Zero, (sum, p) => sum + p.NotApproved);

    public AmountSum WithoutAgreement => Products.Aggregate(AmountSum.Zero, (sum, p) => sum + p.WithoutAgreement);
}
