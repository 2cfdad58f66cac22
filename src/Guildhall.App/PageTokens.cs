using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;

namespace Guildhall.App;

/// <summary>
/// Opaque page tokens: a position, encrypted, authenticated and bound to who asked what, so that a token of another tenant, caller or query is as good
/// as none. Equal positions give equal tokens; they survive a restart. security.md S-24.
/// </summary>
/// <param name="key">32 bytes.</param>
public sealed class PageTokens(ReadOnlyMemory<byte> key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>The answer to a token that is not of this list and caller, whatever is wrong with it.</summary>
    public static Problem Refusal { get; } = Problem.Malformed("NextToken is not one that this list gave to this caller.", "NextToken");

    /// <summary>What a page has in common with the next: operation, tenant, principal, and the query but for its page size.</summary>
    public static string Binding(string operation, Caller caller, TenantView? view, string query) =>
        $"{operation}\n{view?.State.Tenant.Value}\n{caller.Arn}\n{query}";

    /// <summary>A token of <c>[A-Za-z0-9_-]</c> for a position. <paramref name="binding"/> is everything the next call must have in common with this one.</summary>
    public string Write(string binding, string position)
    {
        var (bound, text) = (Encoding.UTF8.GetBytes(binding), Encoding.UTF8.GetBytes(position));
        var token = new byte[NonceSize + text.Length + TagSize];
        Nonce(bound, text).CopyTo(token, 0);
        using var cipher = new AesGcm(key.Span, TagSize);
        cipher.Encrypt(token.AsSpan(0, NonceSize), text, token.AsSpan(NonceSize, text.Length), token.AsSpan(NonceSize + text.Length), bound);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The position, or null when the token is not one of ours for this binding.</summary>
    public string? Read(string binding, string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        if (bytes.Length < NonceSize + TagSize) return null;
        var text = new byte[bytes.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key.Span, TagSize);
        try
        {
            cipher.Decrypt(bytes[..NonceSize], bytes[NonceSize..^TagSize], bytes[^TagSize..], text, Encoding.UTF8.GetBytes(binding));
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Made from the message, so that no nonce serves two different ones (as SIV does it, RFC 5297).</summary>
    private byte[] Nonce(byte[] bound, byte[] text) =>
        HMACSHA256.HashData(key.Span, [.. BitConverter.GetBytes(bound.Length), .. bound, .. text])[..NonceSize];
}
