using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>Writes a row as the lines of JSON it stands for, so that both forms are judged by the same rules. An empty cell leaves what is stored.</summary>
internal static class CsvRecords
{
    /// <summary>The seller; null when the row does not name it.</summary>
    public static ReadOnlyMemory<byte>? Seller(CsvRow row)
    {
        if (row["seller_id"] is not { } id || row["seller_name"] is not { } name) return null;
        return Line("seller", id, json => json.WriteString("displayName", name));
    }

    public static ReadOnlyMemory<byte> Product(CsvRow row, string id) => Line("product", id, json =>
    {
        WriteTexts(json, row);
        WriteParts(json, "categories", row.Parts("categories"));
        WriteParts(json, "keywords", row.Parts("keywords"));
        WriteObjects(json, "fulfillmentOptions", row.Parts("delivery_methods"), method => json.WriteString("type", method));
        WriteObjects(json, "resources", Resources(row), resource => WriteResource(json, resource));
        if (CsvPricing.HasDimension(row)) WriteObjects(json, "dimensions", [CsvPricing.Unit(row)], unit => WriteDimension(json, unit, row));
        if (row.Has("rating", "reviews")) WriteRating(json, row);
    });

    /// <summary>The public offer; null when the row has no price.</summary>
    public static ReadOnlyMemory<byte>? Offer(CsvRow row, string product)
    {
        if (row["pricing_model"] is null) return null;
        return Line("offer", RecordIds.OfferOf(product), json =>
        {
            json.WriteString("product", product);
            json.WriteString("name", "Public offer");
            json.WriteString("state", "Released");
            json.WriteStartArray("buyerAccounts");
            json.WriteEndArray();
            CsvPricing.Write(json, row);
        });
    }

    private static ReadOnlyMemory<byte> Line(string kind, string id, Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("id", id);
            members(json);
            json.WriteEndObject();
        }

        return line.WrittenMemory;
    }

    private static void WriteTexts(Utf8JsonWriter json, CsvRow row)
    {
        foreach (var (member, column) in CsvNames.Texts)
        {
            if (row[column] is { } text) json.WriteString(member, text);
        }
    }

    private static void WriteParts(Utf8JsonWriter json, string member, string[] parts)
    {
        if (parts.Length == 0) return;
        json.WriteStartArray(member);
        foreach (var part in parts) json.WriteStringValue(part);
        json.WriteEndArray();
    }

    private static void WriteObjects<T>(Utf8JsonWriter json, string member, IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(member);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static List<(string Type, string Content, string Value)> Resources(CsvRow row)
    {
        var resources = new List<(string, string, string)>();
        if (row["support"] is { } support) resources.Add(("MANUFACTURER_SUPPORT", ContentOf(support), support));
        if (row["product_url"] is { } page) resources.Add(("MANUFACTURER_INSTRUCTIONS", "LINK", page));
        return resources;
    }

    private static string ContentOf(string support) =>
        support.StartsWith("https://", StringComparison.Ordinal) || support.StartsWith("http://", StringComparison.Ordinal) ? "LINK"
        : support.Contains('@', StringComparison.Ordinal) && !support.Contains(' ', StringComparison.Ordinal) ? "EMAIL"
        : support.All(c => char.IsAsciiDigit(c) || " +-()./".Contains(c, StringComparison.Ordinal)) ? "PHONE_NUMBER"
        : "OTHER";

    private static void WriteResource(Utf8JsonWriter json, (string Type, string Content, string Value) resource)
    {
        json.WriteString("resourceType", resource.Type);
        json.WriteString("contentType", resource.Content);
        json.WriteString("value", resource.Value);
    }

    private static void WriteDimension(Utf8JsonWriter json, string unit, CsvRow row)
    {
        json.WriteString("key", unit);
        json.WriteString("name", unit);
        json.WriteString("unit", unit);
        WriteParts(json, "types", [row["pricing_model"] == "CONTRACT" ? "Entitled" : "Metered"]);
    }

    private static void WriteRating(Utf8JsonWriter json, CsvRow row)
    {
        json.WriteStartObject("rating");
        WriteNumber(json, "average", row["rating"]);
        WriteNumber(json, "count", row["reviews"]);
        json.WriteEndObject();
    }

    /// <summary>What is no number stays a text: the rule of the member refuses it.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string member, string? text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) json.WriteNumber(member, number);
        else if (text is not null) json.WriteString(member, text);
    }
}
