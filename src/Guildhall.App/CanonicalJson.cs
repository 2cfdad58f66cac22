using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guildhall.App;

/// <summary>JSON with members in ordinal order and no white space: equal values give equal text, whatever the order they were sent in.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonElement value) => Encoding.UTF8.GetString(Bytes(value));

    /// <summary>SHA-256 of the canonical form, in lower-case hex.</summary>
    public static string Hash(JsonElement value) => Convert.ToHexStringLower(SHA256.HashData(Bytes(value)));

    private static ReadOnlySpan<byte> Bytes(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer, value);
        return buffer.WrittenSpan;
    }

    /// <summary>Writes the canonical form of a value.</summary>
    internal static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
