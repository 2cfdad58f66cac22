using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Writes records as lines of <c>guildhall-catalog/1</c>.</summary>
internal sealed class LineWriter(Utf8JsonWriter json, Action endLine)
{
    private readonly TermWriter _terms = new(json);

    public void Header(string source) => Line("header", null, () =>
    {
        json.WriteString("format", "guildhall-catalog/1");
        json.WriteString("source", source);
        json.WriteString("mode", "merge");
    });

    public void Categories()
    {
        foreach (var category in CategorySeed.All)
        {
            Line("category", category.Id, () =>
            {
                json.WriteString("displayName", category.Name);
                if (category.Parent is { } parent) json.WriteString("parent", parent);
            });
        }
    }

    public void Vendor(Vendor vendor) => Line("seller", vendor.Id, () =>
    {
        json.WriteString("displayName", vendor.Name);
        json.WriteString("accountId", vendor.AccountId);
    });

    public void Product(ProductDraft product) => Line("product", product.Id, () =>
    {
        json.WriteString("type", product.Type.Name);
        json.WriteString("title", product.Title);
        json.WriteString("seller", product.Vendor.Id);
        json.WriteString("visibility", product.Visibility);
        json.WriteString("shortDescription", product.Short);
        json.WriteString("longDescription", product.Long);
        List("categories", product.Categories);
        List("keywords", product.Keywords);
        List("highlights", product.Highlights);
        if (product.HasLogo) json.WriteString("logoUrl", $"https://logos.example.com/{product.Id}.png");
        json.WriteString("deployedOnAws", product.DeployedOnAws);
        Delivery(product);
        Support(product);
        if (product.Rating is var (tenths, count)) Rating(tenths, count);
        if (product.QuickLaunch) json.WriteBoolean("quickLaunch", true);
        if (product.FreeTier) json.WriteBoolean("awsFreeTier", true);
    });

    public void Offer(ProductDraft product, OfferDraft offer) => Line("offer", offer.Id, () =>
    {
        json.WriteString("product", product.Id);
        json.WriteString("name", offer.Name);
        json.WriteString("seller", product.Vendor.Id);
        json.WriteString("state", "Released");
        List("buyerAccounts", offer.Buyers);
        json.WriteString("availableFrom", offer.AvailableFrom);
        if (offer.Expires is { } expires) json.WriteString("expires", expires);
        _terms.Write(offer.Terms);
    });

    public void Bundle(BundleDraft bundle) => Line("offerSet", bundle.Id, () =>
    {
        json.WriteString("name", bundle.Name);
        json.WriteString("seller", bundle.Vendor);
        List("offers", bundle.Offers);
    });

    public void Listing(ListingDraft listing) => Line("listing", listing.Id, () =>
    {
        json.WriteString("name", listing.Name);
        List("products", listing.Products);
    });

    private void Line(string kind, string? id, Action members)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        if (id is not null) json.WriteString("id", id);
        members();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        endLine();
    }

    private void List(string name, ImmutableArray<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private void Delivery(ProductDraft product)
    {
        json.WriteStartArray("fulfillmentOptions");
        foreach (var type in product.Fulfillment)
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            if (type == "SAAS") json.WriteString("url", $"https://apps.example.com/{product.Id}/register");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("dimensions");
        foreach (var dimension in product.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("key", dimension.Key);
            json.WriteString("name", dimension.Name);
            json.WriteString("unit", dimension.Unit);
            List("types", [dimension.Metered ? "Metered" : "Entitled"]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Support(ProductDraft product)
    {
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("resourceType", "MANUFACTURER_SUPPORT");
        json.WriteString("contentType", "EMAIL");
        json.WriteString("value", $"support@{product.Vendor.Id}.example.com");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Rating(int tenths, int count)
    {
        json.WriteStartObject("rating");
        json.WriteNumber("average", tenths / 10m);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }
}
