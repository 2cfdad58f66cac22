using System.Text;

namespace Guildhall.Wire.Protocols;

/// <summary>Decoded names and values of a query string or form; each name once.</summary>
public sealed class WireForm
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
    /// Decodes. Null when a name comes twice or the bytes are not UTF-8: there would be two readings.
    /// </summary>
    /// <param name="text">The escaped text, parameters joined with <c>&amp;</c>.</param>
    /// <param name="plusIsSpace">True for forms. In the query of a signed request a plus sign stays one, as the signature has it.</param>
    public static WireForm? Parse(string text, bool plusIsSpace)
    {
        var form = new WireForm();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (Decode(parts[0], plusIsSpace) is not { } name
                || Decode(parts.Length > 1 ? parts[1] : "", plusIsSpace) is not { } value
                || !form.fields.TryAdd(name, value))
                return null;
        }

        return form;
    }

    private static string? Decode(string part, bool plusIsSpace)
    {
        if (plusIsSpace)
            part = part.Replace('+', ' ');
        if (!part.Contains('%', StringComparison.Ordinal))
            return part;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(part.Length)];
        var count = 0;
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '%')
                bytes[count++] = (byte)part[i];
            else if (i + 2 < part.Length && char.IsAsciiHexDigit(part[i + 1]) && char.IsAsciiHexDigit(part[i + 2]))
            {
                bytes[count++] = Convert.FromHexString(part.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
                return null;
        }

        return System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, count)) ? Strict.GetString(bytes, 0, count) : null;
    }
}
