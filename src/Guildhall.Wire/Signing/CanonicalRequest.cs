using System.Security.Cryptography;
using System.Text;

namespace Guildhall.Wire.Signing;

/// <summary>The canonical request and the string to sign. Verifier and signer share it: there is no second spelling.</summary>
internal static class CanonicalRequest
{
    internal const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Writes the canonical request (security.md 3.2 step 10).</summary>
    /// <param name="output">Where to.</param>
    /// <param name="request">Method, target and headers.</param>
    /// <param name="names">Signed header names, lower-case and sorted, each present in the request.</param>
    /// <param name="payloadHash">The last line: 64 hex characters, or S3's word for an unsigned body.</param>
    /// <param name="normalizePath">False for S3.</param>
    /// <param name="leftOut">Query parameters that do not take part.</param>
    public static void Write(
        ref PooledBytes output,
        in SignableRequest request,
        string[] names,
        ReadOnlySpan<char> payloadHash,
        bool normalizePath,
        scoped ReadOnlySpan<string> leftOut)
    {
        output.Add(request.Method);
        output.Add((byte)'\n');
        if (normalizePath)
            PercentEncoding.AddPath(ref output, RawPath.Normalize(request.Path));
        else
            PercentEncoding.AddEncodedPath(ref output, request.Path.IsEmpty ? "/" : request.Path);
        output.Add((byte)'\n');
        CanonicalQuery.Write(ref output, request.Query, leftOut);
        output.Add((byte)'\n');
        foreach (var name in names)
            CanonicalHeader.Write(ref output, name, SignedHeaderNames.Values(request, name));
        output.Add((byte)'\n');
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
                output.Add((byte)';');
            output.Add(names[i]);
        }

        output.Add((byte)'\n');
        output.Add(payloadHash);
    }

    /// <summary>Signs a canonical request.</summary>
    /// <param name="canonical">The canonical request.</param>
    /// <param name="date">The request date, <c>YYYYMMDDTHHMMSSZ</c>.</param>
    /// <param name="scope">Date, region, service and terminator, joined by slashes.</param>
    /// <param name="key">The derived key.</param>
    /// <param name="signature">Receives 64 characters of lower-case hex.</param>
    public static void Sign(
        ReadOnlySpan<byte> canonical, ReadOnlySpan<char> date, ReadOnlySpan<char> scope, ReadOnlySpan<byte> key, Span<byte> signature)
    {
        var text = new PooledBytes(256);
        text.Add("AWS4-HMAC-SHA256\n"u8);
        text.Add(date);
        text.Add((byte)'\n');
        text.Add(scope);
        text.Add((byte)'\n');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        Convert.TryToHexStringLower(hash, text.Reserve(64), out _);
        HMACSHA256.HashData(key, text.Written, hash);
        Convert.TryToHexStringLower(hash, signature, out _);
        text.Dispose();
    }

    /// <summary>The readable form for <see cref="VerifierOptions.EchoCanonicalRequest"/>.</summary>
    public static string Text(in PooledBytes canonical) => Encoding.UTF8.GetString(canonical.Written);
}
