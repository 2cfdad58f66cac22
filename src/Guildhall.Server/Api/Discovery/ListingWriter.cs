using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Guildhall.App.Discovery;

namespace Guildhall.Server.Api.Discovery;

/// <summary>Writes listings, products and what they are made of. storefront-and-procurement.md A.3, A.5, A.6.</summary>
internal static class ListingWriter
{
    /// <summary>All members of a summary but its logo and what belongs to it.</summary>
    public static void Summary(this Utf8JsonWriter json, ListingSummary listing)
    {
        json.WriteString("listingId", listing.Id);
        json.WriteString("listingName", listing.Name);
        json.Seller("publisher", listing.Publisher);
        json.WriteString("catalog", DiscoveryOperation.Catalog);
        json.WriteString("shortDescription", listing.ShortDescription);
        json.Facts(listing);
        json.Named("badges", "badgeType", listing.Badges);
        json.Reviews(listing);
        json.Named("pricingModels", "pricingModelType", listing.PricingModels);
        json.Named("pricingUnits", "pricingUnitType", listing.PricingUnits);
    }

    /// <summary>What a listing and a product have in common.</summary>
    public static void Facts(this Utf8JsonWriter json, ListingSummary listing)
    {
        json.Named("categories", "categoryId", listing.Categories);
        json.Named("fulfillmentOptionSummaries", "fulfillmentOptionType", listing.FulfillmentOptions);
    }

    public static void Named(this Utf8JsonWriter json, string member, string value, ImmutableArray<Named> items) => json.Each(member, items, item => json.Named(value, item));

    public static void Named(this Utf8JsonWriter json, string value, Named item)
    {
        json.WriteString(value, item.Value);
        json.WriteString("displayName", item.DisplayName);
    }

    public static void Seller(this Utf8JsonWriter json, string member, SellerInformation seller) => json.Object(member, () =>
    {
        json.WriteString("sellerProfileId", seller.ProfileId);
        json.WriteString("displayName", seller.DisplayName);
    });

    public static void Product(this Utf8JsonWriter json, ProductInformation product) => json.Object("product", () =>
    {
        json.WriteString("productId", product.Product.Id.Value);
        json.WriteString("productName", product.Product.Title);
        json.Seller("manufacturer", product.Manufacturer);
    });

    public static void Presentation(this Utf8JsonWriter json, Presentation shown)
    {
        json.WriteString("longDescription", shown.LongDescription);
        json.Words("highlights", shown.Highlights);
        json.Each("promotionalMedia", shown.PromotionalMedia, json.Media);
        json.Each("resources", shown.Resources, resource =>
        {
            json.WriteString("resourceType", resource.ResourceType);
            json.WriteString("contentType", resource.ContentType);
            json.WriteString("value", resource.Value);
            json.Word("displayName", resource.DisplayName);
        });
        json.Each("sellerEngagements", shown.SellerEngagements, engagement =>
        {
            json.WriteString("engagementType", engagement.EngagementType);
            json.WriteString("contentType", engagement.ContentType);
            json.WriteString("value", engagement.Value);
        });
    }

    /// <summary>Required in a summary: empty where nobody rated.</summary>
    private static void Reviews(this Utf8JsonWriter json, ListingSummary listing) => json.Object("reviewSummary", () =>
        json.Each("reviewSourceSummaries", listing.Reviews > 0 ? [listing] : Array.Empty<ListingSummary>(), rated =>
        {
            json.WriteString("sourceName", "AWS Marketplace");
            json.WriteString("sourceId", "AWS_MARKETPLACE");
            json.WriteString("averageRating", (rated.Tenths / 10m).ToString("0.0", CultureInfo.InvariantCulture));
            json.WriteNumber("totalReviews", rated.Reviews);
        }));

    private static void Media(this Utf8JsonWriter json, PromotionalMedia media) => json.Object(media is EmbeddedVideo ? "embeddedVideo" : "embeddedImage", () =>
    {
        json.WriteString("title", media.Title);
        json.WriteString("url", media.Url);
        if (media is EmbeddedVideo video)
        {
            json.WriteString("preview", video.Preview);
            json.WriteString("thumbnail", video.Thumbnail);
        }

        json.Word("description", media.Description);
    });
}
