using System.Text.Json;
using System.Text.Unicode;

namespace Guildhall.App.Catalogue.Format;

/// <summary>Reads one line strictly: UTF-8, one object, no duplicate names, no lone surrogates, bounded depth. security.md F-61, F-62.</summary>
internal static class SoundJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The document, or the reason why there is none.</summary>
    public static (JsonDocument? Document, string? Reason) Read(ReadOnlyMemory<byte> line)
    {
        if (line.Span.StartsWith(ByteOrderMark)) return (null, "begins with a byte order mark.");
        if (!Utf8.IsValid(line.Span)) return (null, "is not valid UTF-8.");
        if (HasLoneSurrogate(line.Span)) return (null, "holds half of a surrogate pair.");
        try
        {
            var document = JsonDocument.Parse(line, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return (document, null);
            document.Dispose();
            return (null, "is not a JSON object.");
        }
        catch (JsonException broken)
        {
            var duplicate = broken.Message.Contains("uplicate", StringComparison.Ordinal);
            return (null, duplicate ? "names a member twice." : "is not JSON, or is nested too deeply.");
        }
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Only escapes can hold one: valid UTF-8 has none.</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\\u"u8) < 0) return false;
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            // Said better by the parser proper.
            return false;
        }
    }
}
