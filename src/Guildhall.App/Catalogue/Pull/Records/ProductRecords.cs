using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>A product as Discovery tells it, in several answers.</summary>
/// <param name="Product">Of GetProduct.</param>
/// <param name="Fulfillment">The items of ListFulfillmentOptions.</param>
/// <param name="Offers">All offers that are seen of it, public ones first.</param>
/// <param name="Listing">Of GetListing, for the listing of this product alone; undefined when there is none.</param>
internal sealed record ToldProduct(JsonElement Product, IReadOnlyList<JsonElement> Fulfillment, IReadOnlyList<ToldOffer> Offers, JsonElement Listing);

/// <summary>An offer as Discovery tells it.</summary>
/// <param name="Offer">Of GetOffer.</param>
/// <param name="Terms">The items of GetOfferTerms.</param>
internal sealed record ToldOffer(JsonElement Offer, IReadOnlyList<JsonElement> Terms)
{
    public bool IsPrivate => Offer.HasBadge("PRIVATE_PRICING");

    public string? Product => Offer.First("associatedEntities").Find("product").Text("productId");
}

/// <summary>Products, from Discovery's form to the catalogue's. storefront-and-procurement.md A.6, E.4.</summary>
internal static class ProductRecords
{
    public static JsonObject Of(string id, ToldProduct told, SharedRecords shared, Findings findings)
    {
        var product = told.Product;
        var options = FulfillmentRecords.Of(id, told.Fulfillment, findings);
        var record = new JsonObject
        {
            ["kind"] = "product",
            ["id"] = id,
            ["type"] = FulfillmentRecords.TypeOf(product, options),
            ["title"] = product.Copy("productName"),
            ["seller"] = product.Find("manufacturer").Copy("sellerProfileId"),
            ["visibility"] = Visibility(told.Offers),
            ["deployedOnAws"] = product.Copy("deployedOnAws"),
            ["fulfillmentOptions"] = options,
        }.WithPage(product, shared, names: [product.Text("productName"), told.Listing.Text("listingName")]);
        record.With("dimensions", DimensionRecords.Of(told.Offers.SelectMany(offer => offer.Terms)));
        if (told.Listing.ValueKind != JsonValueKind.Object) return record;
        record["quickLaunch"] = told.Listing.HasBadge("QUICK_LAUNCH") ? true : null;
        record["awsFreeTier"] = told.Listing.HasBadge("AWS_FREE_TIER") ? true : null;
        return record.WithListing(told.Listing, findings);
    }

    /// <summary>Discovery does not tell who else sees it. What is offered to this account alone is not shown to others here.</summary>
    private static string Visibility(IReadOnlyList<ToldOffer> offers) => offers.Count > 0 && offers.All(offer => offer.IsPrivate) ? "Limited" : "Public";
}
