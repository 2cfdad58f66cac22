using System.Text.Json;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>
/// Writes what the page of a product or listing shows beside its texts. Which parts it has follows from its id, so that no chance is taken from what makes
/// ids and titles. storefront-and-procurement.md A.5.
/// </summary>
internal sealed class PresentationWriter(Utf8JsonWriter json)
{
    private const string Site = "https://media.example.com";

    public void Product(ProductDraft product)
    {
        var dice = DiceOf(product.Id);
        Media(product.Id, product.Title, images: dice.Below(3), video: dice.Chance(0.25));
        Support(product, dice);
        Engagements(product.Id, privateOffers: dice.Chance(0.5), demo: dice.Chance(0.2));
        if (dice.Chance(0.4)) UseCases(product.Categories[0]);
    }

    public void Collection(ListingDraft listing)
    {
        Media(listing.Id, listing.Name, images: 1, video: true);
        json.WriteStartArray("resources");
        Resource("MANUFACTURER_SUPPORT", "EMAIL", $"support@{listing.Vendor}.example.com", "Support for all of them");
        json.WriteEndArray();
        Engagements(listing.Id, privateOffers: true, demo: true);
        UseCases(listing.Categories[0]);
        json.WriteString("integrationGuide", "Subscribe to each product, then connect them in the console of the first.");
    }

    /// <summary>FNV-1a of the id.</summary>
    private static Dice DiceOf(string id) => new(id.Aggregate(0xCBF29CE484222325, (hash, c) => (hash ^ c) * 0x100000001B3));

    private void Media(string id, string title, int images, bool video)
    {
        var name = title.Length <= 100 ? title : title[..100];
        json.WriteStartArray("promotionalMedia");
        for (var image = 1; image <= images; image++)
            Inner("embeddedImage", ("title", $"{name}, screen {image}"), ("url", $"{Site}/{id}/{image}.png"), ("description", "What you see first."));
        if (video)
            Inner("embeddedVideo", ("title", $"{name} in two minutes"), ("url", $"{Site}/{id}.mp4"), ("preview", $"{Site}/{id}.png"), ("thumbnail", $"{Site}/{id}-small.png"), ("description", "A short tour."));
        json.WriteEndArray();
    }

    private void Support(ProductDraft product, Dice dice)
    {
        json.WriteStartArray("resources");
        Resource("MANUFACTURER_SUPPORT", "EMAIL", $"support@{product.Vendor.Id}.example.com", null);
        if (dice.Chance(0.6)) Resource("MANUFACTURER_INSTRUCTIONS", "LINK", $"https://docs.example.com/{product.Id}", "Documentation");
        if (dice.Chance(0.2)) Resource("MANUFACTURER_SUPPORT", "PHONE_NUMBER", "+1 555 0100", "By day and night");
        if (dice.Chance(0.05)) Resource("MANUFACTURER_SUPPORT", "OTHER", "Ask your account team.", "Anything else");
        json.WriteEndArray();
    }

    private void Resource(string type, string content, string value, string? name)
    {
        if (name is null) Fields(("resourceType", type), ("contentType", content), ("value", value));
        else Fields(("resourceType", type), ("contentType", content), ("value", value), ("displayName", name));
    }

    private void Engagements(string id, bool privateOffers, bool demo)
    {
        json.WriteStartArray("sellerEngagements");
        if (privateOffers) Fields(("engagementType", "REQUEST_FOR_PRIVATE_OFFER"), ("contentType", "LINK"), ("value", $"https://sales.example.com/{id}/offer"));
        if (demo) Fields(("engagementType", "REQUEST_FOR_DEMO"), ("contentType", "LINK"), ("value", $"https://sales.example.com/{id}/demo"));
        json.WriteEndArray();
    }

    private void UseCases(string category)
    {
        var name = CategoryChoice.NameOf(category);
        json.WriteStartArray("useCases");
        Inner("useCase", ("value", $"{category}-at-scale"), ("displayName", $"{name} at scale"), ("description", $"{name} for many accounts, from the first day."));
        json.WriteEndArray();
    }

    private void Inner(string member, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        json.WriteStartObject();
        json.WritePropertyName(member);
        Fields(fields);
        json.WriteEndObject();
    }

    private void Fields(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
