using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Search;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Offers;

/// <summary>Reads the terms of an offer. storefront-and-procurement.md A.8, E.4.</summary>
internal static class TermDocuments
{
    /// <param name="offer">Ids of terms that have none follow from it, the type and the place among those of the type, so that quotes outlive an import.</param>
    public static ImmutableArray<Term> Of(string offer, JsonElement terms)
    {
        if (terms.ValueKind != JsonValueKind.Array) return [];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = ImmutableArray.CreateBuilder<Term>(terms.GetArrayLength());
        foreach (var term in terms.EnumerateArray())
        {
            var type = SearchTexts.Text(term, "type");
            var place = places[type] = places.GetValueOrDefault(type) + 1;
            read.Add(Read(type, term.Word("id") ?? RecordIds.TermOf(offer, type, place), term));
        }

        return read.MoveToImmutable();
    }

    /// <summary>A term as a catalogue has it.</summary>
    public static Term Read(string type, string id, JsonElement term) => type switch
    {
        nameof(UsageBasedPricingTerm) => new UsageBasedPricingTerm(id, Currency(term), Cards(term)),
        nameof(ConfigurableUpfrontPricingTerm) => new ConfigurableUpfrontPricingTerm(id, Currency(term), Cards(term)),
        nameof(FixedUpfrontPricingTerm) => new FixedUpfrontPricingTerm(id, Currency(term), Amount(term, "price"), Grants(term), term.Word("duration")),
        nameof(PaymentScheduleTerm) => new PaymentScheduleTerm(id, Currency(term), term.Each("schedule", i => new Instalment(i.GetProperty("chargeDate").GetDateTimeOffset(), Amount(i, "chargeAmount")))),
        nameof(RecurringPaymentTerm) => new RecurringPaymentTerm(id, Currency(term), term.Word("billingPeriod") ?? "Monthly", Amount(term, "price")),
        nameof(FreeTrialPricingTerm) => new FreeTrialPricingTerm(id, Grants(term), term.Word("duration")),
        nameof(ByolPricingTerm) => new ByolPricingTerm(id),
        nameof(VariablePaymentTerm) => new VariablePaymentTerm(id, Currency(term), Amount(term, "maxTotalChargeAmount")),
        nameof(LegalTerm) => new LegalTerm(id, term.Each("documents", d => new LegalDocument(SearchTexts.Text(d, "type"), SearchTexts.Text(d, "url"), d.Word("version")))),
        nameof(SupportTerm) => new SupportTerm(id, SearchTexts.Text(term, "refundPolicy")),
        nameof(RenewalTerm) => new RenewalTerm(id),
        nameof(ValidityTerm) => new ValidityTerm(id, term.Word("agreementDuration"), OfferDocuments.Time(term, "agreementStartDate"), OfferDocuments.Time(term, "agreementEndDate")),
        _ => throw new InvalidOperationException($"{type} is no type of terms."),
    };

    private static ImmutableArray<RateCard> Cards(JsonElement term) => term.Each("rateCards", card => new RateCard(card.Word("duration"), Rates(card))
    {
        MultipleDimensions = card.Word("multipleDimensionSelection") != "Disallowed",
        Quantities = card.Word("quantityConfiguration") != "Disallowed",
    });

    private static ImmutableArray<Rate> Rates(JsonElement card) =>
        card.TryGetProperty("prices", out var prices) ? [.. prices.EnumerateObject().Select(p => new Rate(p.Name, p.Value.ToString()))] : [];

    private static ImmutableArray<Grant> Grants(JsonElement term) =>
        term.Each("grants", g => new Grant(SearchTexts.Text(g, "dimensionKey"), g.TryGetProperty("maxQuantity", out var most) ? most.GetInt32() : null));

    private static string Currency(JsonElement term) => SearchTexts.Text(term, "currencyCode");

    private static string Amount(JsonElement term, string member) => term.GetProperty(member).ToString();
}
