using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>What each kind points to.</summary>
internal static class References
{
    public static IEnumerable<Reference> Of(RecordKind kind, JsonElement root) => kind switch
    {
        RecordKind.Category => One(root, "parent", RecordKind.Category),
        RecordKind.Product => [.. One(root, "seller", RecordKind.Seller), .. Many(root, "categories", RecordKind.Category)],
        RecordKind.Offer => [.. One(root, "product", RecordKind.Product), .. One(root, "seller", RecordKind.Seller)],
        RecordKind.OfferSet => [.. One(root, "seller", RecordKind.Seller), .. Many(root, "offers", RecordKind.Offer)],
        RecordKind.Listing => [.. One(root, "publisher", RecordKind.Seller), .. Many(root, "categories", RecordKind.Category), .. Many(root, "products", RecordKind.Product)],
        _ => [],
    };

    private static IEnumerable<Reference> One(JsonElement root, string member, RecordKind to)
    {
        if (root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String) yield return new Reference(to, value.GetString()!, member);
    }

    private static IEnumerable<Reference> Many(JsonElement root, string member, RecordKind to)
    {
        if (!root.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in list.EnumerateArray()) yield return new Reference(to, item.GetString()!, member);
    }
}
