using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>A product of AWS Marketplace in the bills of an organization, beside what is decided about it. mission.md M-39.</summary>
/// <param name="Product">In the catalogue; null where a charge could not be matched to a product of it, and for one that the reader may not see.</param>
/// <param name="Code">The report's product code.</param>
/// <param name="Name">The catalogue's title as far as the reader may see it, else the report's name.</param>
/// <param name="Seller">As the report has it.</param>
/// <param name="Uses">The accounts that have a charge in the period, the dearest first.</param>
public sealed record BilledProduct(ProductId? Product, string Code, string Name, string Seller, ImmutableArray<BilledUse> Uses)
{
    /// <summary>What the report calls it.</summary>
    public required string BilledAs { get; init; }

    /// <summary>Of the period.</summary>
    public AmountSum Cost { get; } = BilledUse.Sum(Uses);

    /// <summary>The part of the cost that accounts have which may not buy it today.</summary>
    public AmountSum NotApproved { get; } = BilledUse.Sum(Uses.Where(u => u.Standing == UseStanding.NotApproved));

    /// <summary>The part of the cost that no agreement here stands for.</summary>
    public AmountSum WithoutAgreement { get; } = BilledUse.Sum(Uses.Where(u => u.Agreements.IsEmpty));
}

/// <summary>What governs an account says of a product that it pays for.</summary>
public enum UseStanding
{
    Approved,
    NotApproved,

    /// <summary>Nothing governs the account, or what does has no policy: it may buy everything.</summary>
    NotGoverned,
    NotInCatalogue,

    /// <summary>The account is not in the organization any more.</summary>
    Left,
}

/// <summary>An account's charges for a product.</summary>
/// <param name="Account">12 digits.</param>
/// <param name="Agreements">Those of Guildhall that the charges name, or that the account has on the product.</param>
public sealed record BilledUse(string Account, AmountSum Cost, UseStanding Standing, ImmutableArray<string> Agreements)
{
    /// <summary>What governs the account; null when nothing does.</summary>
    public EntityId? Experience { get; init; }

    public static AmountSum Sum(IEnumerable<BilledUse> uses) => uses.Aggregate(AmountSum.Zero, (sum, use) => sum + use.Cost);
}

/// <summary>An active agreement on which no charge came in the period.</summary>
/// <param name="Product">Null for one that the reader may not see.</param>
public sealed record UnusedAgreement(string Id, ProductId? Product, string Name, string Account, DateTimeOffset? End);

/// <summary>A product that a company has more than one active agreement on, in several accounts.</summary>
/// <param name="Product">Null for one that the reader may not see.</param>
public sealed record RepeatedProduct(ProductId? Product, string Name, string Company, ImmutableArray<(string Agreement, string Account)> Agreements);

/// <summary>The products in the bills of an organization.</summary>
/// <param name="Currency">What the costs are in; null while there is no report.</param>
/// <param name="Products">The dearest first.</param>
public sealed record BilledProductList(string? Currency, BillingMonth From, BillingMonth To, ImmutableArray<BilledProduct> Products, ImmutableArray<UnusedAgreement> Unused, ImmutableArray<RepeatedProduct> Repeated)
{
    /// <summary>Currencies of charges that are not told here: AWS bills its marketplace in one.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>What governs accounts of the organization: what the list may be narrowed to.</summary>
    public ImmutableArray<SpendChoiceItem> Experiences { get; init; } = [];

    public AmountSum Cost { get; } = Sum(Products, p => p.Cost);

    /// <summary>
    /// What stands in the bills under one code; it may be several products by the agreements that charges name. Not found when nobody pays for it; refused when an id stands there under several codes.
    /// </summary>
    /// <param name="product">The report's product code, or the product's id.</param>
    public Result<ImmutableArray<BilledProduct>> Named(string product)
    {
        var code = Products.Any(p => p.Code == product) ? [product] : Products.Where(p => p.Product?.Value == product).Select(p => p.Code).Distinct(StringComparer.Ordinal).ToArray();
        return code switch
        {
            [] => Problem.NotFound("Nobody pays for such a product now: it is in no bill of the newest month or the one before."),
            [var one] => Products.Where(p => p.Code == one).ToImmutableArray(),
            _ => Problem.Malformed($"It is in the bills under several codes: {string.Join(", ", code)}. Name one of them.", "Product"),
        };
    }

    public AmountSum NotApproved { get; } = Sum(Products, p => p.NotApproved);

    public AmountSum WithoutAgreement { get; } = Sum(Products, p => p.WithoutAgreement);

    private static AmountSum Sum(ImmutableArray<BilledProduct> products, Func<BilledProduct, AmountSum> part) => products.Aggregate(AmountSum.Zero, (sum, p) => sum + part(p));
}
