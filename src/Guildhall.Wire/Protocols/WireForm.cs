using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Guildhall.Wire.Protocols;

/// <summary>Decoded names and values of a query string or form; each name once.</summary>
public sealed class WireForm
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    private WireForm()
    {
    }

    /// <summary>No fields.</summary>
    public static WireForm Empty { get; } = new();

    /// <summary>The names that came.</summary>
    public IReadOnlyCollection<string> Names => fields.Keys;

    /// <summary>The value of a field, or null when it did not come.</summary>
    public string? this[string name] => fields.GetValueOrDefault(name);

    /// <summary>The values of a Query list, <c>name.member.1</c>, <c>name.member.2</c> …, in order.</summary>
    public IEnumerable<string> List(string name)
    {
        for (var i = 1; this[name + ".member." + i] is { } value; i++)
            yield return value;
    }

    /// <summary>
    /// Decodes. Null when a name comes twice, an escape is broken, or the text is not UTF-8 or holds NUL: there would be two readings (F-62).
    /// </summary>
    /// <param name="text">The escaped text, parameters joined with <c>&amp;</c>.</param>
    /// <param name="plusIsSpace">True for forms. In the query of a signed request a plus sign stays one, as the signature has it.</param>
    public static WireForm? Parse(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        var form = new WireForm();
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf('=');
            if (Decode(equals < 0 ? pair : pair[..equals], plusIsSpace) is not { } name
                || Decode(equals < 0 ? [] : pair[(equals + 1)..], plusIsSpace) is not { } value
                || !form.fields.TryAdd(name, value))
                return null;
        }

        return form;
    }

    private static string? Decode(ReadOnlySpan<char> part, bool plusIsSpace)
    {
        var bytes = new byte[part.Length];
        var count = 0;
        for (var i = 0; i < part.Length; i++)
        {
            var character = part[i];
            if (character == '%')
            {
                if (!byte.TryParse(part.Slice(i + 1, Math.Min(2, part.Length - i - 1)), NumberStyles.AllowHexSpecifier, null, out var escaped)
                    || i + 2 >= part.Length)
                    return null;
                bytes[count++] = escaped;
                i += 2;
            }
            else if (char.IsAscii(character))
                bytes[count++] = character == '+' && plusIsSpace ? (byte)' ' : (byte)character;
            else
                return null;
        }

        var utf8 = bytes.AsSpan(0, count);
        return Utf8.IsValid(utf8) && !utf8.Contains((byte)0) ? Encoding.UTF8.GetString(utf8) : null;
    }
}
