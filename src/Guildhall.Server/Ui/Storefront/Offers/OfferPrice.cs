using System.Collections.Immutable;
using Guildhall.App.Storefront;
using Guildhall.Domain.Offers;

namespace Guildhall.Server.Ui.Storefront.Offers;

/// <summary>One price of an offer as its table tells it.</summary>
/// <param name="Model">How it is paid: the console's words.</param>
/// <param name="Duration">ISO 8601, or null.</param>
/// <param name="Amount">As the seller wrote it; empty where nothing is charged.</param>
public sealed record OfferPrice(string For, string Model, string? Duration, string Amount, string Currency)
{
    /// <summary>All prices of an offer, in the order of its terms.</summary>
    public static ImmutableArray<OfferPrice> Of(Offer offer, ImmutableArray<PriceDimension> dimensions) => [.. offer.Terms.SelectMany(term => Of(term, dimensions))];

    /// <summary>What a dimension is called; its key when nobody named it.</summary>
    public static string NameOf(string key, ImmutableArray<PriceDimension> dimensions) => dimensions.FirstOrDefault(d => d.Key == key)?.Name ?? key;

    /// <summary>Where a dimension stands among those that the product names; unnamed ones come last.</summary>
    public static int PlaceOf(string key, ImmutableArray<PriceDimension> dimensions) => dimensions.Index().Where(d => d.Item.Key == key).Select(d => d.Index).FirstOrDefault(int.MaxValue);

    private static IEnumerable<OfferPrice> Of(Term term, ImmutableArray<PriceDimension> dimensions) => term switch
    {
        UsageBasedPricingTerm usage => Cards(usage.RateCards, "Usage", usage.Currency, dimensions),
        ConfigurableUpfrontPricingTerm contract => Cards(contract.RateCards, Upfront, contract.Currency, dimensions),
        FixedUpfrontPricingTerm whole => [new OfferPrice(Granted(whole.Grants, dimensions) ?? "Whole contract", Upfront, whole.Duration, whole.Price, whole.Currency)],
        RecurringPaymentTerm month => [new OfferPrice("Everything", "Monthly", null, month.Price, month.Currency)],
        VariablePaymentTerm variable => [new OfferPrice("Payments that the seller asks for, in all at most", "Variable", null, variable.MaxTotalChargeAmount, variable.Currency)],
        ByolPricingTerm => [new OfferPrice("License of your own", "Bring your own license", null, "", "")],
        _ => [],
    };

    private const string Upfront = "Upfront Commitment";

    private static IEnumerable<OfferPrice> Cards(ImmutableArray<RateCard> cards, string model, string currency, ImmutableArray<PriceDimension> dimensions) =>
        from card in cards
        from rate in card.Rates
        select new OfferPrice(NameOf(rate.Dimension, dimensions), model, card.Duration, rate.Price, currency);

    private static string? Granted(ImmutableArray<Grant> grants, ImmutableArray<PriceDimension> dimensions) => grants.IsEmpty
        ? null
        : string.Join(", ", grants.Select(g => g.MaxQuantity is { } most ? $"{most:N0} {NameOf(g.Dimension, dimensions)}" : NameOf(g.Dimension, dimensions)));
}
