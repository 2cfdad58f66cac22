using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;
using Guildhall.Domain.Products;

namespace Guildhall.App.Billing.Spend;

/// <summary>A charge with the product that it is for and the agreements that it belongs to.</summary>
/// <param name="Product">By the agreement that the charge names, else by its code, which is the product's id with or without what ids begin with; null where the catalogue has neither.</param>
/// <param name="Agreements">The one that the charge names, else those that its account has on the product.</param>
internal sealed record MatchedCharge(MarketplaceCharge Charge, ProductId? Product, ImmutableArray<string> Agreements)
{
    private const string Prefix = "prod-";

    /// <summary>The codes that a product may have in a report.</summary>
    public static ImmutableArray<string> CodesOf(ProductId product) =>
        product.Value.StartsWith(Prefix, StringComparison.Ordinal) ? [product.Value, product.Value[Prefix.Length..]] : [product.Value];

    /// <summary>The product of a charge, whoever pays it.</summary>
    /// <param name="held">At least the agreement that it names, if that is held.</param>
    public static ProductId? ProductOf(SpendSubject subject, HeldAgreements held, ProductCatalogue catalogue) =>
        held.ById.TryGetValue(subject.AgreementId, out var named) ? new ProductId(named.Product) : ProductOf(subject.ProductCode, catalogue)?.Id;

    public static MatchedCharge Of(MarketplaceCharge charge, HeldAgreements held, ProductCatalogue catalogue)
    {
        var product = ProductOf(charge.Subject, held, catalogue);
        return new MatchedCharge(charge, product, held.ById.ContainsKey(charge.Subject.AgreementId) ? [charge.Subject.AgreementId] : product is { } id ? [.. held.ByHolder[(charge.Account, id.Value)]] : []);
    }

    /// <summary>The product of a report's code: what its agreement says of it may differ.</summary>
    public static Product? ProductOf(string code, ProductCatalogue catalogue) => catalogue.Find(new ProductId(Prefix + code)) ?? catalogue.Find(new ProductId(code));

    /// <summary>By account, the dearest first.</summary>
    public static ImmutableArray<BilledUse> Uses(IEnumerable<MatchedCharge> charges, Func<string, (UseStanding Standing, EntityId? Experience)> standing) =>
    [
        .. charges.GroupBy(c => c.Charge.Account, StringComparer.Ordinal)
            .Select(g => (Account: g.Key, Charges: g, Says: standing(g.Key)))
            .Select(u => new BilledUse(u.Account, AmountSum.Of(u.Charges.Select(c => c.Charge.Cost)), u.Says.Standing, [.. u.Charges.SelectMany(c => c.Agreements).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]) { Experience = u.Says.Experience })
            .OrderByDescending(u => u.Cost.Units).ThenBy(u => u.Account, StringComparer.Ordinal),
    ];
}
