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
        var rating = document.TryGetProperty("rating", out var rated) ? rated : default;
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
            Deployed = Text(document, "deployedOnAws"),
            Tenths = rating.ValueKind == JsonValueKind.Object ? (byte)Math.Round(rating.GetProperty("average").GetDecimal() * 10, MidpointRounding.AwayFromZero) : (byte)0,
            Reviews = rating.ValueKind == JsonValueKind.Object ? rating.GetProperty("count").GetInt32() : 0,
        };
    }

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

    private static bool Flag(JsonElement document, string member) => document.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The text of a member; empty when it is not there.</summary>
    public static string Text(JsonElement document, string member) => document.TryGetProperty(member, out var value) ? value.GetString() ?? "" : "";

    /// <summary>The texts of a list; none when it is not there.</summary>
    public static IEnumerable<string> Texts(JsonElement document, string member) =>
        document.TryGetProperty(member, out var values) ? values.EnumerateArray().Select(value => value.GetString()!) : [];
}
