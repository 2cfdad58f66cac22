using System.Text.Json;
using Guildhall.Domain.Products;

namespace Guildhall.App.Search;

/// <summary>Makes of a product, its document and its offers what is searched.</summary>
internal static class SearchTexts
{
    /// <summary>A product without a document: what the rules know of it.</summary>
    public static SearchText Of(int number, Product product) => new(number)
    {
        Title = product.Title,
        Seller = product.Manufacturer,
        SellerId = product.Manufacturer,
        Type = product.Type,
    };

    public static SearchText Of(int number, Product product, JsonElement document, OfferFacts offers)
    {
        var (tenths, reviews) = Rating(document);
        return Of(number, product) with
        {
            SellerId = Text(document, "seller"),
            Short = Text(document, "shortDescription"),
            Long = Text(document, "longDescription"),
            Keywords = [.. Texts(document, "keywords"), .. Texts(document, "highlights")],
            Categories = [.. Texts(document, "categories")],
            Delivery = [.. Delivery(document)],
            Pricing = OffersRead.Pricing(offers),
            Badges = [.. Badges(document, offers)],
            Deployed = Text(document, "deployedOnAws") is { Length: > 0 } deployed ? [deployed] : [],
            Units = [.. Units(document)],
            Logo = document.Word("logoUrl"),
            Tenths = tenths,
            Reviews = reviews,
        };
    }

    /// <summary>The average in tenths and how many rated; nothing of both when nobody did.</summary>
    public static (byte Tenths, int Reviews) Rating(JsonElement document) => document.TryGetProperty("rating", out var rating)
        ? ((byte)Math.Round(rating.GetProperty("average").GetDecimal() * 10, MidpointRounding.AwayFromZero), rating.GetProperty("count").GetInt32())
        : default;

    /// <summary>What stands out: free trial, AWS Free Tier, quick launch.</summary>
    public static IEnumerable<string> Badges(JsonElement document, OfferFacts offers)
    {
        if (offers.HasFlag(OfferFacts.FreeTrial)) yield return "FREE_TRIAL";
        if (Flag(document, "awsFreeTier")) yield return "AWS_FREE_TIER";
        if (Flag(document, "quickLaunch")) yield return "QUICK_LAUNCH";
    }

    private static IEnumerable<string> Delivery(JsonElement document) => document.TryGetProperty("fulfillmentOptions", out var options)
        ? options.EnumerateArray().Select(option => option.GetProperty("type").GetString()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        : [];

    /// <summary>storefront-and-procurement.md E.3: what is no unit of its own counts as units.</summary>
    private static IEnumerable<string> Units(JsonElement document) => document.TryGetProperty("dimensions", out var dimensions)
        ? dimensions.EnumerateArray().Select(dimension => UnitOf(Text(dimension, "unit"))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        : [];

    private static string UnitOf(string unit) => unit.ToUpperInvariant() is "USERS" or "HOSTS" or "BANDWIDTH" or "DATA" or "TIERS" or "REQUESTS" ? unit.ToUpperInvariant() : "UNITS";

    private static bool Flag(JsonElement document, string member) => document.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The name that a listing gives its only product; null when it has several, or none of its own.</summary>
    public static string? NameOfOne(JsonElement listing) =>
        !listing.TryGetProperty("withdrawn", out _) && listing.GetProperty("products").GetArrayLength() == 1 ? listing.Word("name") : null;

    /// <summary>The text of a member; empty when it is not there.</summary>
    public static string Text(JsonElement document, string member) => document.TryGetProperty(member, out var value) ? value.GetString() ?? "" : "";

    /// <summary>The texts of a list; none when it is not there.</summary>
    public static IEnumerable<string> Texts(JsonElement document, string member) =>
        document.TryGetProperty(member, out var values) ? values.EnumerateArray().Select(value => value.GetString()!) : [];
}
