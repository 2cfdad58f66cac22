using System.Collections.Immutable;
using System.Globalization;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>
/// The rarer terms and offers: flat fees, instalments, ceilings, private offers with dates, replacements. Chance of its own, so that what is made without
/// it stays the same. storefront-and-procurement.md A.7, A.8, E.5.
/// </summary>
internal sealed class MoreOffers(Dice dice, IReadOnlyList<string> buyers)
{
    private const string Start = "2026-03-01T00:00:00Z", End = "2029-12-31T00:00:00Z";

    private readonly OfferMaking _offers = new(dice, buyers);
    private int _public;

    /// <summary>The product with more of both. The first few public products have one kind each, however small the catalogue.</summary>
    public ProductDraft Add(ProductDraft product)
    {
        if (product.Visibility != "Public") return product;
        var place = _public++;
        var offers = product.Offers.Select((offer, i) => i == 0 ? WithTerms(product, offer, place) : offer);
        return product with { Offers = [.. offers, .. Private(product, place)] };
    }

    private OfferDraft WithTerms(ProductDraft product, OfferDraft offer, int place)
    {
        var usage = offer.Terms.Any(t => t.Type == "UsageBasedPricingTerm" && product.Dimensions.Length < 4);
        var contract = offer.Terms.Any(t => t.Type == "ConfigurableUpfrontPricingTerm");
        var terms = offer.Terms.Select(t => t.Type == "FreeTrialPricingTerm" ? t with { Grants = [.. product.Dimensions.Take(2).Select(d => (d.Key, 10))] } : t).ToImmutableArray();
        if (usage && dice.Chance(0.1)) terms = [.. terms, new TermDraft("RecurringPaymentTerm") { Price = Money(dice.Between(5, 900)) }];
        if ((contract && dice.Chance(0.1)) || place == 14) terms = [.. terms, new TermDraft("ValidityTerm") { Duration = "P12M" }];
        return offer with { Terms = terms };
    }

    private IEnumerable<OfferDraft> Private(ProductDraft product, int place)
    {
        var service = product.Type == ProductType.Professional;
        if (place is not (>= 14 and <= 19) && !dice.Chance(service ? 0.4 : 0.05)) yield break;
        var offer = _offers.Private(dice.Between(1, 3)) with { Name = service ? "Statement of work" : "Private offer", AvailableFrom = Start, Expires = End };
        yield return (place is >= 14 and <= 19 ? place - 14 : dice.Below(6)) switch
        {
            0 => offer with { Terms = Instalments(offer) },
            1 => offer with { Terms = Ceiling() },
            2 => offer with { Terms = Granted(product, offer), Replaces = dice.Id("agmt-") },
            3 => offer with { Terms = Granted(product, offer), AvailableFrom = "2025-01-01T00:00:00Z", Expires = "2025-12-31T00:00:00Z" },
            4 => offer with { Terms = Monthly(), AvailableFrom = "2099-01-01T00:00:00Z", Expires = null },
            _ => offer with { Terms = Granted(product, offer) },
        };
    }

    private static ImmutableArray<TermDraft> Granted(ProductDraft product, OfferDraft offer) =>
    [
        offer.Terms[0] with { Grants = [.. product.Dimensions.Take(3).Select(d => (d.Key, 25))] },
        new TermDraft("ValidityTerm") { Between = ("2026-06-01T00:00:00Z", "2028-05-31T00:00:00Z") },
        new TermDraft("LegalTerm"),
    ];

    private static ImmutableArray<TermDraft> Instalments(OfferDraft offer)
    {
        var price = decimal.Parse(offer.Terms[0].Price!, CultureInfo.InvariantCulture);
        var half = (price / 2).ToString("0.00", CultureInfo.InvariantCulture);
        return
        [
            offer.Terms[0],
            new TermDraft("PaymentScheduleTerm") { Schedule = [("2027-01-01T00:00:00Z", half), ("2027-07-01T00:00:00Z", (price - decimal.Parse(half, CultureInfo.InvariantCulture)).ToString("0.00", CultureInfo.InvariantCulture))] },
            new TermDraft("LegalTerm"),
        ];
    }

    private ImmutableArray<TermDraft> Ceiling() => [new TermDraft("VariablePaymentTerm") { Ceiling = Money(dice.Between(1, 90) * 1_000) }, new TermDraft("LegalTerm"), new TermDraft("SupportTerm")];

    private ImmutableArray<TermDraft> Monthly() => [new TermDraft("RecurringPaymentTerm") { Price = Money(dice.Between(5, 900)) }, new TermDraft("LegalTerm"), new TermDraft("RenewalTerm")];

    private static string Money(int amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
