using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>The twelve types of terms, from Discovery's form to the catalogue's. storefront-and-procurement.md A.8, E.4.</summary>
internal static class TermRecords
{
    private static readonly FrozenDictionary<string, Action<JsonElement, JsonObject, Findings>> ByMember = new Dictionary<string, Action<JsonElement, JsonObject, Findings>>
    {
        ["usageBasedPricingTerm"] = (term, record, findings) => record.With(term, "currencyCode").With("rateCards", Cards(term, findings, UsageCard)),
        ["configurableUpfrontPricingTerm"] = (term, record, findings) => record.With(term, "currencyCode").With("rateCards", Cards(term, findings, ContractCard)),
        ["fixedUpfrontPricingTerm"] = (term, record, _) => record.With(term, "currencyCode", "price", "duration").With("grants", Grants(term)),
        ["paymentScheduleTerm"] = (term, record, findings) => record.With(term, "currencyCode").With("schedule", Copying.ListOf(term.Items("schedule").Select(i => Instalment(i, findings)))),
        ["recurringPaymentTerm"] = (term, record, _) => record.With(term, "currencyCode", "billingPeriod", "price"),
        ["freeTrialPricingTerm"] = (term, record, _) => record.With(term, "duration").With("grants", Grants(term)),
        ["byolPricingTerm"] = (_, _, _) => { },
        ["variablePaymentTerm"] = (term, record, _) => record.With(term, "currencyCode", "maxTotalChargeAmount"),
        ["legalTerm"] = (term, record, _) => record.With("documents", Copying.ListOf(term.Items("documents").Select(d => new JsonObject().With(d, "type", "url", "version")))),
        ["supportTerm"] = (term, record, _) => record.With(term, "refundPolicy"),
        ["renewalTerm"] = (_, _, _) => { },
        ["validityTerm"] = (term, record, findings) => record.With(term, "agreementDuration").With("agreementStartDate", term.Time("agreementStartDate", findings)).With("agreementEndDate", term.Time("agreementEndDate", findings)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="offer">Ids that follow from it are left out, as they are in a file that names none.</param>
    /// <param name="terms">The items of <c>offerTerms</c>.</param>
    public static JsonArray? Of(string offer, IEnumerable<JsonElement> terms, Findings findings)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var records = new JsonArray();
        findings.Enter("terms");
        foreach (var (index, union) in terms.Index())
        {
            findings.Enter(index);
            if (UnionMember.Of(union, ByMember.ContainsKey, findings) is { } member) records.Add(One(offer, member, places, findings));
            findings.Leave();
        }

        findings.Leave();
        return records.Count == 0 ? null : records;
    }

    private static JsonObject One(string offer, JsonProperty term, Dictionary<string, int> places, Findings findings)
    {
        var type = $"{char.ToUpperInvariant(term.Name[0])}{term.Name[1..]}";
        var place = places[type] = places.GetValueOrDefault(type) + 1;
        var record = new JsonObject { ["type"] = type };
        if (term.Value.Text("id") != RecordIds.TermOf(offer, type, place)) record.With(term.Value, "id");
        ByMember[term.Name](term.Value, record, findings);
        return record;
    }

    private static JsonArray? Cards(JsonElement term, Findings findings, Func<JsonElement, JsonObject> others) =>
        Copying.ListOf(term.Items("rateCards").Select(card => others(card).With("prices", Prices(card, findings))));

    private static JsonObject UsageCard(JsonElement card) => [];

    private static JsonObject ContractCard(JsonElement card) => new JsonObject()
        .With("duration", card.Find("selector").Copy("value"))
        .With("multipleDimensionSelection", Unusual(card, "multipleDimensionSelection"))
        .With("quantityConfiguration", Unusual(card, "quantityConfiguration"));

    /// <summary>Allowed is what a record means that says nothing.</summary>
    private static JsonNode? Unusual(JsonElement card, string constraint) => card.Find("constraints").Text(constraint) == "Allowed" ? null : card.Find("constraints").Copy(constraint);

    private static JsonObject Prices(JsonElement card, Findings findings)
    {
        var prices = new JsonObject();
        foreach (var rate in card.Items("rateCard"))
        {
            var key = rate.Text("dimensionKey") ?? "";
            if (prices.ContainsKey(key)) findings.Add($"has two prices for {key}.");
            else prices[key] = rate.Copy("price");
        }

        return prices;
    }

    private static JsonArray? Grants(JsonElement term) => Copying.ListOf(term.Items("grants").Select(g => new JsonObject().With(g, "dimensionKey", "maxQuantity")));

    private static JsonObject Instalment(JsonElement item, Findings findings) => new JsonObject().With("chargeDate", item.Time("chargeDate", findings)).With(item, "chargeAmount");
}
