using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Search;
using Guildhall.Domain;

namespace Guildhall.App.Storefront;

/// <summary>Reads an offer of the catalogue for people. storefront-and-procurement.md A.8, E.4.</summary>
internal static class OfferReading
{
    /// <summary>Whether the account can see it: released, not withdrawn, in its time, public or naming the account.</summary>
    public static bool IsOpenTo(AccountId account, JsonElement offer, DateTimeOffset now)
    {
        if (offer.TryGetProperty("withdrawn", out _) || (offer.TryGetProperty("state", out var state) && state.GetString() != "Released")) return false;
        if (offer.TryGetProperty("availableFrom", out var from) && from.GetDateTimeOffset() > now) return false;
        if (offer.TryGetProperty("expires", out var expires) && expires.GetDateTimeOffset() <= now) return false;
        return Buyers(offer) is var buyers && (buyers.Count == 0 || buyers.Contains(account.Value));
    }

    public static OfferSheet Of(string id, JsonElement offer, ImmutableArray<PriceDimension> dimensions)
    {
        var terms = offer.TryGetProperty("terms", out var list) ? list.EnumerateArray().ToList() : [];
        return new OfferSheet(id, SearchTexts.Text(offer, "name") is { Length: > 0 } name ? name : "Offer", Buyers(offer).Count > 0)
        {
            Prices = [.. terms.SelectMany(term => Prices(term, dimensions))],
            Documents = [.. terms.Where(t => Is(t, "LegalTerm")).SelectMany(t => t.GetProperty("documents").EnumerateArray()).Select(d => (SearchTexts.Text(d, "type"), SearchTexts.Text(d, "url")))],
            FreeTrial = terms.Where(t => Is(t, "FreeTrialPricingTerm")).Select(t => SearchTexts.Text(t, "duration")).FirstOrDefault(),
            RefundPolicy = terms.Where(t => Is(t, "SupportTerm")).Select(t => SearchTexts.Text(t, "refundPolicy")).FirstOrDefault(),
            Renews = terms.Any(t => Is(t, "RenewalTerm")),
        };
    }

    private static IEnumerable<Price> Prices(JsonElement term, ImmutableArray<PriceDimension> dimensions)
    {
        var (type, currency) = (SearchTexts.Text(term, "type"), SearchTexts.Text(term, "currencyCode"));
        if (term.TryGetProperty("price", out var whole)) yield return new Price(Title(type), Duration(term), "Whole contract", whole.ToString(), currency);
        if (type == "ByolPricingTerm") yield return new Price(Title(type), null, "License of your own", "", "");
        if (!term.TryGetProperty("rateCards", out var cards)) yield break;
        foreach (var card in cards.EnumerateArray().Where(c => c.TryGetProperty("prices", out _)))
        {
            foreach (var price in card.GetProperty("prices").EnumerateObject())
                yield return new Price(Title(type), Duration(card), dimensions.FirstOrDefault(d => d.Key == price.Name)?.Name ?? price.Name, price.Value.ToString(), currency);
        }
    }

    private static string? Duration(JsonElement of) => SearchTexts.Text(of, "duration") is { Length: > 0 } duration ? duration : null;

    private static string Title(string term) => term switch
    {
        "UsageBasedPricingTerm" => "Usage",
        "ConfigurableUpfrontPricingTerm" or "FixedUpfrontPricingTerm" => "Upfront Commitment",
        "RecurringPaymentTerm" => "Monthly",
        "ByolPricingTerm" => "Bring your own license",
        _ => term,
    };

    private static bool Is(JsonElement term, string type) => SearchTexts.Text(term, "type") == type;

    private static HashSet<string> Buyers(JsonElement offer) => offer.TryGetProperty("buyerAccounts", out var buyers) ? [.. buyers.EnumerateArray().Select(b => b.GetString()!)] : [];
}
