using System.Buffers;
using System.Formats.Cbor;
using System.Text.Json;

namespace Guildhall.Wire.Protocols;

/// <summary>
/// Turns CBOR bodies (RFC 8949) of the Smithy RPC v2 protocol into JSON and back, so that an operation is written once for both. What the services
/// here use occurs: maps with text keys, lists, texts, numbers, booleans, null and times (tag 1).
/// </summary>
internal static class CborText
{
    /// <summary>Lists and maps in one another; a deeper document is refused.</summary>
    private const int Deepest = 32;

    /// <summary>The same document as JSON; null when it is not well-formed, holds something that JSON has no word for, or is followed by more. Nothing at all is an empty map.</summary>
    public static ReadOnlyMemory<byte>? ToJson(ReadOnlyMemory<byte> cbor)
    {
        if (cbor.IsEmpty) return "{}"u8.ToArray();
        var json = new ArrayBufferWriter<byte>(cbor.Length + 16);
        try
        {
            var reader = new CborReader(cbor, CborConformanceMode.Lax);
            using (var writer = new Utf8JsonWriter(json)) Read(reader, writer, 0);
            if (reader.BytesRemaining > 0) return null;
            return json.WrittenMemory;
        }
        catch (Exception malformed) when (malformed is CborContentException or InvalidOperationException or OverflowException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The same document as CBOR.</summary>
    /// <param name="times">The names of members whose numbers are times.</param>
    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json, IReadOnlySet<string> times)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: false);
        using var document = JsonDocument.Parse(json);
        Write(writer, document.RootElement, times);
        return writer.Encode();
    }

    private static void Read(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        if (depth > Deepest) throw new CborContentException("Too deep.");
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                ReadMap(reader, writer, depth);
                break;
            case CborReaderState.StartArray:
                reader.ReadStartArray();
                writer.WriteStartArray();
                while (reader.PeekState() != CborReaderState.EndArray) Read(reader, writer, depth + 1);
                reader.ReadEndArray();
                writer.WriteEndArray();
                break;
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                writer.WriteStringValue(reader.ReadTextString());
                break;
            case CborReaderState.Tag:
                // A time is a number of seconds in both; what else a tag means, no operation here takes.
                reader.ReadTag();
                Read(reader, writer, depth + 1);
                break;
            default:
                ReadSimple(reader, writer);
                break;
        }
    }

    private static void ReadMap(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.ReadStartMap();
        writer.WriteStartObject();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var name = reader.ReadTextString();
            if (!names.Add(name)) throw new CborContentException("A name comes twice.");
            writer.WritePropertyName(name);
            Read(reader, writer, depth + 1);
        }

        reader.ReadEndMap();
        writer.WriteEndObject();
    }

    private static void ReadSimple(CborReader reader, Utf8JsonWriter writer)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                writer.WriteNumberValue(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                writer.WriteNumberValue(reader.ReadInt64());
                break;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                writer.WriteNumberValue(reader.ReadDouble());
                break;
            case CborReaderState.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            case CborReaderState.Null:
                reader.ReadNull();
                writer.WriteNullValue();
                break;
            default:
                throw new CborContentException("JSON has no word for this.");
        }
    }

    private static void Write(CborWriter writer, JsonElement value, IReadOnlySet<string> times)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartMap(value.GetPropertyCount());
                foreach (var member in value.EnumerateObject())
                {
                    writer.WriteTextString(member.Name);
                    if (times.Contains(member.Name)) writer.WriteTag(CborTag.UnixTimeSeconds);
                    Write(writer, member.Value, times);
                }

                writer.WriteEndMap();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray(value.GetArrayLength());
                foreach (var item in value.EnumerateArray()) Write(writer, item, times);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteTextString(value.GetString()!);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                writer.WriteInt64(whole);
                break;
            case JsonValueKind.Number:
                writer.WriteDouble(value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(value.GetBoolean());
                break;
            default:
                writer.WriteNull();
                break;
        }
    }
}
