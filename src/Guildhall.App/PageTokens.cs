using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Guildhall.App;

/// <summary>
/// Opaque page tokens: a position, authenticated and bound to who asked what, so that a token of another tenant, caller or query is as good as none.
/// They survive a restart. security.md S-24.
/// </summary>
public sealed class PageTokens(ReadOnlyMemory<byte> key)
{
    private const int MacSize = 16;

    /// <summary>A token of <c>[A-Za-z0-9_-]</c> for a position. <paramref name="binding"/> is everything the next call must have in common with this one.</summary>
    public string Write(string binding, string position)
    {
        var text = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Mac(binding, text), .. text]);
    }

    /// <summary>The position, or null when the token is not one of ours for this binding.</summary>
    public string? Read(string binding, string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < MacSize) return null;
        var text = bytes.AsSpan(MacSize);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacSize), Mac(binding, text)) ? Encoding.UTF8.GetString(text) : null;
    }

    private byte[] Mac(string binding, ReadOnlySpan<byte> position)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        var bound = Encoding.UTF8.GetBytes(binding);
        hash.AppendData(BitConverter.GetBytes(bound.Length));
        hash.AppendData(bound);
        hash.AppendData(position);
        return hash.GetHashAndReset()[..MacSize];
    }
}
