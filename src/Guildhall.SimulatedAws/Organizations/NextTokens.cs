using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Opaque tokens: a position, with a check that ties it to its list. They outlive a restart.</summary>
internal static class NextTokens
{
    private const int CheckLength = 12;

    public static string Write(string list, string position)
    {
        var text = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Check(list, text), .. text]);
    }

    /// <summary>The position, or null when the token is not one of this list.</summary>
    public static string? Read(string token, string list)
    {
        if (!Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < CheckLength) return null;
        var position = bytes.AsSpan(CheckLength);
        return Check(list, position).SequenceEqual(bytes.AsSpan(0, CheckLength)) ? Encoding.UTF8.GetString(position) : null;
    }

    // No secret: the check catches mistakes of clients, it does not guard anything.
    private static ReadOnlySpan<byte> Check(string list, ReadOnlySpan<byte> position) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. position]).AsSpan(0, CheckLength);
}
