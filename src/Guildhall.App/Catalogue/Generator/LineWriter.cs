using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Writes records as lines of <c>guildhall-catalog/1</c>.</summary>
internal sealed class LineWriter(Utf8JsonWriter json, Action endLine)
{
    private readonly TermWriter _terms = new(json);
    private readonly DeliveryWriter _delivery = new(json);
    private readonly PresentationWriter _presentation = new(json);

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
        _delivery.Options(product);
        _delivery.Dimensions(product);
        _presentation.Product(product);
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
        if (offer.Replaces is { } agreement) json.WriteString("replaces", agreement);
        _terms.Write(offer.Terms);
    });

    public void Bundle(BundleDraft bundle) => Line("offerSet", bundle.Id, () =>
    {
        json.WriteString("name", bundle.Name);
        json.WriteString("seller", bundle.Vendor);
        List("offers", bundle.Offers);
        if (bundle.Notes is { } notes) json.WriteString("buyerNotes", notes);
        if (bundle.Expires is { } expires)
        {
            json.WriteString("availableFrom", "2026-01-01T00:00:00Z");
            json.WriteString("expires", expires);
        }
    });

    public void Listing(ListingDraft listing) => Line("listing", listing.Id, () =>
    {
        json.WriteString("name", listing.Name);
        List("products", listing.Products);
        if (listing.Products.Length == 1) return;
        json.WriteString("publisher", listing.Vendor);
        json.WriteString("shortDescription", listing.Short);
        json.WriteString("longDescription", listing.Long);
        List("categories", listing.Categories);
        List("highlights", ["One page for products that work together", "One seller to talk to"]);
        json.WriteString("logoUrl", $"https://logos.example.com/{listing.Id}.png");
        _presentation.Collection(listing);
        Rating(43, listing.Products.Length * 7);
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

    private void Rating(int tenths, int count)
    {
        json.WriteStartObject("rating");
        json.WriteNumber("average", tenths / 10m);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }
}
