using System.Text;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.Domain.Products;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>A record to be written, as the columns of its table.</summary>
internal static class StagedColumns
{
    public static readonly string[] OfProducts =
        ["Id", "Hash", "Source", "Type", "Title", "Seller", "Visibility", "AlwaysEntitled", "AllowedAccounts", "Place", "Document"];

    public static readonly string[] OfRecords = ["Kind", "Id", "Hash", "Source", "Product", "PrivateFor", "Proposal", "Document"];

    /// <param name="place">Of a new product among those of this import, from 0: its number follows from it. Below 0 for others.</param>
    public static object?[] Product(PlannedRecord record, int place)
    {
        using var document = JsonDocument.Parse(record.Document.Json);
        var root = document.RootElement;
        return
        [
            record.Key.Id, record.Document.Hash, record.Source, Text(root, "type"), Text(root, "title"), Text(root, "seller"),
            (short)(Text(root, "visibility") is { } word ? Enum.Parse<ProductVisibility>(word) : ProductVisibility.Public),
            root.TryGetProperty("alwaysEntitled", out var flag) && flag.GetBoolean(),
            Accounts(root),
            place,
            Encoding.UTF8.GetString(record.Document.Json.Span),
        ];
    }

    public static object?[] Record(PlannedRecord record) =>
    [
        record.Key.Kind.Word(), record.Key.Id, record.Document.Hash, record.Source,
        record.Key.Kind switch
        {
            RecordKind.Offer => ProductOf(record.Document.Json.Span),
            RecordKind.Listing => FirstOf(record.Document.Json),
            _ => null,
        },
        record.Key.Kind == RecordKind.Offer ? PrivateFor(record.Document.Json) : null,
        record.Key.Kind == RecordKind.Offer ? RecordIds.ProposalsOf(record.Key.Id) : null,
        Encoding.UTF8.GetString(record.Document.Json.Span),
    ];

    private static string? Accounts(JsonElement product) => product.TryGetProperty("allowedAccounts", out var accounts) && accounts.GetArrayLength() > 0
        ? string.Join(' ', accounts.EnumerateArray().Select(a => a.GetString()))
        : null;

    /// <summary>The product of an offer, without reading its terms, which are long.</summary>
    private static string? ProductOf(ReadOnlySpan<byte> offer)
    {
        var json = new Utf8JsonReader(offer);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var found = json.ValueTextEquals("product"u8);
            json.Read();
            if (found) return json.GetString();
            json.Skip();
        }

        return null;
    }

    /// <summary>The first product of a listing: memory reads it again, and with it the listing.</summary>
    private static string? FirstOf(ReadOnlyMemory<byte> listing)
    {
        using var document = JsonDocument.Parse(listing);
        return document.RootElement.GetProperty("products")[0].GetString();
    }

    /// <summary>The product of an offer that is released, not withdrawn, and names accounts.</summary>
    private static string? PrivateFor(ReadOnlyMemory<byte> offer)
    {
        if (offer.Span.IndexOf("\"buyerAccounts\":[\""u8) < 0) return null;
        using var document = JsonDocument.Parse(offer);
        var root = document.RootElement;
        var open = root.TryGetProperty("state", out var state) && state.GetString() == "Released" && !root.TryGetProperty("withdrawn", out _);
        return open && root.TryGetProperty("buyerAccounts", out var buyers) && buyers.GetArrayLength() > 0 ? root.GetProperty("product").GetString() : null;
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
