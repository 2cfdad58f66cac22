using System.Text.Json;

namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>The price columns of a row and the terms they stand for, in the words of Discovery. storefront-and-procurement.md E.3, E.4.</summary>
internal static class CsvPricing
{
    private const string Models = "CONTRACT, USAGE, BYOL or FREE";

    /// <summary>The dimension of a row that names no unit.</summary>
    public static string Unit(CsvRow row) => row["unit"] ?? "Units";

    /// <summary>Whether something is priced by a dimension.</summary>
    public static bool HasDimension(CsvRow row) => row["pricing_model"] is "CONTRACT" or "USAGE" or "FREE";

    /// <summary>The column and the reason where columns do not fit each other; null when they do.</summary>
    public static (string Column, string Reason)? Refusal(CsvRow row) => row["pricing_model"] switch
    {
        null => row.Has("price", "unit", "currency", "duration", "eula_url") ? ("pricing_model", $"is missing, though there are terms of an offer: it must be {Models}.") : null,
        "CONTRACT" when !row.Has("price") => ("price", "is missing: a contract needs one."),
        "CONTRACT" when !row.Has("duration") => ("duration", "is missing: a contract needs one, such as P12M."),
        "CONTRACT" => null,
        "USAGE" when !row.Has("price") => ("price", "is missing: usage needs one."),
        "FREE" when row["price"] is { } price && price.Trim('0', '.').Length > 0 => ("price", "must be empty or 0 where the pricing model is FREE."),
        "BYOL" when row.Has("price", "unit", "currency") => ("price", "must be empty, and unit and currency too, where the pricing model is BYOL."),
        "USAGE" or "FREE" or "BYOL" => row.Has("duration") ? ("duration", "must be empty where the pricing model is not CONTRACT.") : null,
        _ => ("pricing_model", $"must be {Models}."),
    };

    /// <summary>Writes the terms of a row that <see cref="Refusal"/> takes.</summary>
    public static void Write(Utf8JsonWriter json, CsvRow row)
    {
        json.WriteStartArray("terms");
        if (row["pricing_model"] == "BYOL") WriteTerm(json, "ByolPricingTerm", () => { });
        else WriteTerm(json, row["pricing_model"] == "CONTRACT" ? "ConfigurableUpfrontPricingTerm" : "UsageBasedPricingTerm", () => WriteCard(json, row));
        if (row["eula_url"] is { } address) WriteTerm(json, "LegalTerm", () => WriteLegal(json, address));
        json.WriteEndArray();
    }

    private static void WriteTerm(Utf8JsonWriter json, string type, Action members)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        members();
        json.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter json, CsvRow row)
    {
        json.WriteString("currencyCode", row["currency"] ?? "USD");
        json.WriteStartArray("rateCards");
        json.WriteStartObject();
        if (row["duration"] is { } duration) json.WriteString("duration", duration);
        json.WriteStartObject("prices");
        json.WriteString(Unit(row), row["price"] ?? "0");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLegal(Utf8JsonWriter json, string address)
    {
        json.WriteStartArray("documents");
        json.WriteStartObject();
        json.WriteString("type", "CustomEula");
        json.WriteString("url", address);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
