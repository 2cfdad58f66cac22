using System.Buffers;
using System.Globalization;
using System.Text;

namespace Guildhall.Wire.Signing;

/// <summary>Percent-encoding as SigV4 wants it: everything but unreserved characters, upper-case hex (RFC 3986 2.3).</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    private static readonly SearchValues<char> UnreservedAndSlash =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/");

    /// <summary>Encodes a path; slashes stay, percent signs are encoded again.</summary>
    public static void AddPath(ref PooledBytes output, ReadOnlySpan<char> path) => Add(ref output, path, UnreservedAndSlash, false);

    /// <summary>Encodes what is not yet encoded in a path: the single encoding of S3.</summary>
    public static void AddEncodedPath(ref PooledBytes output, ReadOnlySpan<char> path) =>
        Add(ref output, path, UnreservedAndSlash, true);

    /// <summary>Decodes a query name or value and encodes it again in the one canonical way.</summary>
    public static void AddQueryPart(ref PooledBytes output, ReadOnlySpan<char> part) => Add(ref output, part, Unreserved, true);

    private static void Add(ref PooledBytes output, ReadOnlySpan<char> text, SearchValues<char> kept, bool escapesStay)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(kept);
            output.Add(plain < 0 ? text : text[..plain]);
            if (plain < 0)
                return;
            text = text[plain..];
            text = text[(escapesStay && Escape(text) is { } value ? AddDecoded(ref output, value, kept) : AddOther(ref output, text))..];
        }
    }

    private static byte? Escape(ReadOnlySpan<char> text) =>
        text.Length >= 3 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2])
            ? byte.Parse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : null;

    private static int AddDecoded(ref PooledBytes output, byte value, SearchValues<char> kept)
    {
        // An escaped slash stays escaped: decoding it would make another path.
        if (value != '/' && kept.Contains((char)value))
            output.Add(value);
        else
            AddEscaped(ref output, value);
        return 3;
    }

    private static int AddOther(ref PooledBytes output, ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out var consumed);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            AddEscaped(ref output, value);
        return consumed;
    }

    private static void AddEscaped(ref PooledBytes output, byte value)
    {
        var room = output.Reserve(3);
        room[0] = (byte)'%';
        room[1] = (byte)"0123456789ABCDEF"[value >> 4];
        room[2] = (byte)"0123456789ABCDEF"[value & 15];
    }
}
