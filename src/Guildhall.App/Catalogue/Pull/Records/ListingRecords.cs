using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;
using Guildhall.App.Discovery;
using Guildhall.Domain;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>Listings, from Discovery's form to the catalogue's. storefront-and-procurement.md A.5, E.4.</summary>
internal static class ListingRecords
{
    /// <param name="listing">Of GetListing.</param>
    /// <returns>Null for the listing that a product has by itself.</returns>
    public static JsonObject? Of(string id, JsonElement listing, SharedRecords shared, Findings findings)
    {
        string[] products = [.. ProductsOf(listing)];
        if (products is [var own] && id == ListingIds.Of(new ProductId(own)) && NameOf(listing) is null) return null;
        var record = new JsonObject
        {
            ["kind"] = "listing",
            ["id"] = id,
            ["products"] = new JsonArray([.. products.Select(product => JsonValue.Create(product))]),
            ["name"] = products.Length == 1 ? NameOf(listing) : listing.Text("listingName"),
            ["withdrawn"] = null,
        };
        if (products.Length == 1) return record;
        record["publisher"] = listing.Find("publisher").Copy("sellerProfileId");
        return record.WithPage(listing, shared, names: []).WithListing(listing, findings);
    }

    public static IEnumerable<string> ProductsOf(JsonElement listing) => listing.Items("associatedEntities").Select(entity => entity.Find("product").Text("productId") ?? "").Distinct(StringComparer.Ordinal);

    /// <summary>The name of a listing that is not its product's; null when it is.</summary>
    private static string? NameOf(JsonElement listing) =>
        listing.Text("listingName") is { } name && name != listing.First("associatedEntities").Find("product").Text("productName") ? name : null;
}
