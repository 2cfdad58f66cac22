using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Search;

/// <summary>What the public offers of a product say of its price. storefront-and-procurement.md E.3.</summary>
[Flags]
internal enum OfferFacts : byte
{
    None = 0,
    Contract = 1,
    Usage = 2,
    OwnLicence = 4,
    FreeTrial = 8,

    /// <summary>Some price is more than nothing.</summary>
    Priced = 16,
}

internal static class OffersRead
{
    /// <summary>What one offer adds: nothing when it is private, a draft, withdrawn or over.</summary>
    public static OfferFacts Of(JsonElement offer, DateTimeOffset now)
    {
        if (offer.TryGetProperty("buyerAccounts", out var buyers) && buyers.GetArrayLength() > 0) return OfferFacts.None;
        if (offer.TryGetProperty("state", out var state) && state.GetString() != "Released") return OfferFacts.None;
        if (offer.TryGetProperty("withdrawn", out _) || !offer.TryGetProperty("terms", out var terms)) return OfferFacts.None;
        if (offer.TryGetProperty("expires", out var expires) && expires.GetDateTimeOffset() <= now) return OfferFacts.None;
        return OfTerms(terms);
    }

    /// <summary>How one offer is paid for, by its terms: a contract before usage when it has both.</summary>
    public static PricingModel PricingOf(JsonElement terms) => (terms.ValueKind == JsonValueKind.Array ? Pricing(OfTerms(terms)) : []) is [var first, ..]
        ? Enum.Parse<PricingModel>(first, ignoreCase: true)
        : PricingModel.Free;

    /// <summary>The pricing models of Discovery.</summary>
    public static ImmutableArray<string> Pricing(OfferFacts facts)
    {
        if ((facts & (OfferFacts.Contract | OfferFacts.Usage)) != 0 && (facts & OfferFacts.Priced) == 0) return ["FREE"];
        var models = ImmutableArray.CreateBuilder<string>();
        if (facts.HasFlag(OfferFacts.Contract)) models.Add("CONTRACT");
        if (facts.HasFlag(OfferFacts.Usage)) models.Add("USAGE");
        if (facts.HasFlag(OfferFacts.OwnLicence)) models.Add("BYOL");
        return models.ToImmutable();
    }

    private static OfferFacts OfTerms(JsonElement terms) => terms.EnumerateArray().Aggregate(OfferFacts.None, (facts, term) => facts | Term(term));

    private static OfferFacts Term(JsonElement term) => term.GetProperty("type").GetString() switch
    {
        "ConfigurableUpfrontPricingTerm" => OfferFacts.Contract | Priced(RateCards(term)),
        "FixedUpfrontPricingTerm" => OfferFacts.Contract | Priced([term.GetProperty("price")]),
        "PaymentScheduleTerm" => OfferFacts.Contract | OfferFacts.Priced,
        "UsageBasedPricingTerm" => OfferFacts.Usage | Priced(RateCards(term)),
        "RecurringPaymentTerm" => OfferFacts.Usage | Priced([term.GetProperty("price")]),
        "VariablePaymentTerm" => OfferFacts.Usage | OfferFacts.Priced,
        "ByolPricingTerm" => OfferFacts.OwnLicence,
        "FreeTrialPricingTerm" => OfferFacts.FreeTrial,
        _ => OfferFacts.None,
    };

    private static IEnumerable<JsonElement> RateCards(JsonElement term) =>
        from card in term.GetProperty("rateCards").EnumerateArray()
        where card.TryGetProperty("prices", out _)
        from price in card.GetProperty("prices").EnumerateObject()
        select price.Value;

    private static OfferFacts Priced(IEnumerable<JsonElement> prices) =>
        prices.Any(price => decimal.TryParse(price.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && amount > 0) ? OfferFacts.Priced : OfferFacts.None;
}
