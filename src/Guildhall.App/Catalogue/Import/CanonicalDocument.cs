using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Import;

/// <summary>
/// A record as it is stored: a JSON object with sorted members and no blanks, so that equal content has equal bytes and an import can tell
/// "unchanged" by a hash. storefront-and-procurement.md E.4.
/// </summary>
public sealed record CanonicalDocument(ReadOnlyMemory<byte> Json, string Hash)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>
    /// The members laid over what was there: an absent member stays, null clears, lists and objects are replaced whole.
    /// </summary>
    /// <param name="before">The stored document, or null for a new record.</param>
    public static CanonicalDocument Merge(JsonElement? before, IEnumerable<JsonProperty> members)
    {
        var merged = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in before?.EnumerateObject() ?? default) merged[member.Name] = member.Value;
        foreach (var member in members)
        {
            if (member.Value.ValueKind == JsonValueKind.Null) merged.Remove(member.Name);
            else merged[member.Name] = member.Value;
        }

        return Write(merged);
    }

    /// <summary>The stored document with one member set.</summary>
    public static CanonicalDocument With(JsonElement before, string name, JsonElement value)
    {
        var merged = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in before.EnumerateObject()) merged[member.Name] = member.Value;
        merged[name] = value;
        return Write(merged);
    }

    private static CanonicalDocument Write(SortedDictionary<string, JsonElement> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                CanonicalJson.Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return new CanonicalDocument(buffer.WrittenMemory, Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)));
    }
}
