namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>Which column a member of a record comes from: a person looks for what is wrong in the spreadsheet.</summary>
internal static class CsvNames
{
    /// <summary>The members of a product that are one column's text.</summary>
    public static readonly (string Member, string Column)[] Texts =
    [
        ("type", "type"),
        ("title", "title"),
        ("seller", "seller_id"),
        ("visibility", "visibility"),
        ("shortDescription", "short_description"),
        ("longDescription", "long_description"),
        ("logoUrl", "logo_url"),
    ];

    private static readonly (string Member, string Column)[] OfSellers = [("id", "seller_id"), ("displayName", "seller_name")];

    private static readonly (string Member, string Column)[] OfProducts =
    [
        .. Texts, ("fulfillmentOptions", "delivery_methods"), ("dimensions", "unit"), ("rating.average", "rating"), ("rating.count", "reviews"),
    ];

    private static readonly string[] OfTerms = ["prices", "price", "documents", "eula_url", "currencyCode", "currency", "duration", "duration"];

    /// <summary>The column of a member's place, such as <c>fulfillmentOptions[1].type</c>.</summary>
    public static string? Column(RecordKind kind, string? member, CsvRow row) => (kind, member) switch
    {
        (_, null) => null,
        (RecordKind.Product, _) when member.StartsWith("resources[", StringComparison.Ordinal) =>
            member.StartsWith("resources[0]", StringComparison.Ordinal) && row.Has("support") ? "support" : "product_url",
        (RecordKind.Product, "rating") => row.Has("rating") ? "reviews" : "rating",
        (RecordKind.Offer, _) when member.StartsWith("terms", StringComparison.Ordinal) => Pairs(OfTerms).FirstOrDefault(p => member.Contains($".{p.Member}", StringComparison.Ordinal)).Column ?? "pricing_model",
        (RecordKind.Offer, _) => "id",
        _ => (kind == RecordKind.Seller ? OfSellers : OfProducts).FirstOrDefault(p => member.StartsWith(p.Member, StringComparison.Ordinal)).Column ?? member,
    };

    private static IEnumerable<(string Member, string Column)> Pairs(string[] words) => words.Chunk(2).Select(pair => (pair[0], pair[1]));
}
