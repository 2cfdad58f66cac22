using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>The page that shows a product, or several together. storefront-and-procurement.md A.1, E.4.</summary>
internal static class Listings
{
    public static readonly Shape Shape = new(
        [
            new("name", new NameRule(1_024)),
            new("products", new ListRule(RecordIds.Rule, 100, least: 1), Required: true),
            new("publisher", RecordIds.Rule),
            .. Presentation.Members,
        ]);

    /// <summary>What a listing of one product has of its own; all else is the product's.</summary>
    private static readonly string[] OfOne = ["kind", "id", "op", "name", "products"];

    /// <summary>A listing for one product may only rename it: its texts are the product's.</summary>
    public static void Check(JsonElement listing, Findings findings)
    {
        if (!listing.TryGetProperty("products", out var products) || products.ValueKind != JsonValueKind.Array || products.GetArrayLength() != 1) return;
        foreach (var member in listing.EnumerateObject().Where(m => Shape.Knows(m.Name) && !OfOne.Contains(m.Name, StringComparer.Ordinal) && m.Value.ValueKind != JsonValueKind.Null))
        {
            findings.Enter(member.Name);
            findings.Add("is only for a listing of several products.");
            findings.Leave();
        }
    }
}
