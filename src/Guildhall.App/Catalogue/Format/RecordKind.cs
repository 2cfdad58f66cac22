namespace Guildhall.App.Catalogue.Format;

/// <summary>What a line of a catalogue is. storefront-and-procurement.md E.4.</summary>
public enum RecordKind
{
    Header,
    Seller,
    Category,
    Product,
    Offer,
    OfferSet,
    Listing,
}

public static class RecordKinds
{
    /// <summary>The word of the format, such as <c>offerSet</c>.</summary>
    public static string Word(this RecordKind kind) => kind switch
    {
        RecordKind.Header => "header",
        RecordKind.Seller => "seller",
        RecordKind.Category => "category",
        RecordKind.Product => "product",
        RecordKind.Offer => "offer",
        RecordKind.OfferSet => "offerSet",
        RecordKind.Listing => "listing",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Null for an unknown word.</summary>
    public static RecordKind? Find(string? word) => Enum.GetValues<RecordKind>().Select(k => (RecordKind?)k).FirstOrDefault(k => k!.Value.Word() == word);
}
