using System.Globalization;
using System.Text.Json;

namespace Guildhall.Wire.Protocols;

/// <summary>Looks for escapes in JSON strings that are no characters: lone surrogates and NUL.</summary>
public static class JsonText
{
    /// <summary>False for text no program should keep; throws <see cref="JsonException"/> when it is not JSON.</summary>
    public static bool IsClean(ReadOnlySpan<byte> utf8, int depth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = depth });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && reader.ValueIsEscaped
                && !EscapesAreCharacters(reader.ValueSpan))
                return false;
        return true;
    }

    private static bool EscapesAreCharacters(ReadOnlySpan<byte> text)
    {
        var high = false;
        for (var at = text.IndexOf((byte)'\\'); ; at = text.IndexOf((byte)'\\'))
        {
            // A high surrogate must be followed at once by an escaped low one.
            if (high && at != 0)
                return false;
            if (at < 0)
                return true;
            var unit = text[at + 1] == 'u' ? CodeUnit(text.Slice(at + 2, 4)) : (char)1;
            if (unit == 0 || high != char.IsLowSurrogate(unit))
                return false;
            high = char.IsHighSurrogate(unit);
            text = text[(at + (text[at + 1] == 'u' ? 6 : 2))..];
        }
    }

    private static char CodeUnit(ReadOnlySpan<byte> hex) =>
        (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
