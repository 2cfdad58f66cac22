using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Signing;

/// <summary>Signs requests with the canonicalisation that <see cref="SignatureVerifier"/> checks.</summary>
public static class RequestSigner
{
    /// <summary>The Authorization value of a request; every header it has is signed.</summary>
    /// <param name="request">Method, raw target, headers; <c>Host</c> and <c>X-Amz-Date</c> equal to <paramref name="date"/> included.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="credentials">Key id and secret; a session token must be a header already to be signed.</param>
    /// <param name="region">The region of the scope.</param>
    /// <param name="service">The signing name of the scope.</param>
    /// <param name="date">When it is signed.</param>
    /// <param name="normalizePath">False for S3.</param>
    public static string Authorize(
        in SignableRequest request,
        ReadOnlySpan<byte> body,
        SigningCredentials credentials,
        string region,
        string service,
        DateTimeOffset date,
        bool normalizePath = true)
    {
        var names = Names(request.Headers);
        var scope = Scope(date, region, service);
        var signature = Sign(request, names, body, credentials, scope, date, normalizePath);
        return $"{CanonicalRequest.Algorithm} Credential={credentials.AccessKeyId}/{scope}, "
            + $"SignedHeaders={string.Join(';', names)}, Signature={signature}";
    }

    /// <summary>The target of a request with its signature in the query; every header it has is signed.</summary>
    /// <param name="request">Method, raw target, headers; <c>Host</c> included.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="credentials">Key id, secret and the session token that becomes a parameter.</param>
    /// <param name="region">The region of the scope.</param>
    /// <param name="service">The signing name of the scope.</param>
    /// <param name="date">When it is signed.</param>
    /// <param name="life">How long it may be used: 1 second to 7 days.</param>
    /// <param name="normalizePath">False for S3.</param>
    public static string Presign(
        in SignableRequest request,
        ReadOnlySpan<byte> body,
        SigningCredentials credentials,
        string region,
        string service,
        DateTimeOffset date,
        TimeSpan life,
        bool normalizePath = true)
    {
        var names = Names(request.Headers);
        var scope = Scope(date, region, service);
        var target = request.Target
            + (request.Target.Contains('?', StringComparison.Ordinal) ? "&" : "?")
            + "X-Amz-Algorithm=" + CanonicalRequest.Algorithm
            + "&X-Amz-Credential=" + Uri.EscapeDataString(credentials.AccessKeyId + "/" + scope)
            + "&X-Amz-Date=" + AmzDate.Format(date)
            + "&X-Amz-SignedHeaders=" + Uri.EscapeDataString(string.Join(';', names))
            + "&X-Amz-Expires=" + ((long)life.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            + (credentials.SessionToken is { } token ? "&X-Amz-Security-Token=" + Uri.EscapeDataString(token) : "");
        return target + "&X-Amz-Signature="
            + Sign(request with { Target = target }, names, body, credentials, scope, date, normalizePath);
    }

    private static string Sign(
        in SignableRequest request,
        string[] names,
        ReadOnlySpan<byte> body,
        SigningCredentials credentials,
        string scope,
        DateTimeOffset date,
        bool normalizePath)
    {
        var canonical = new PooledBytes(1_024);
        CanonicalRequest.Write(ref canonical, request, names, Convert.ToHexStringLower(SHA256.HashData(body)), normalizePath, []);
        var parts = scope.Split('/');
        var key = DerivedKey.Make(credentials.SecretAccessKey, parts[0], parts[1], parts[2]);
        Span<byte> signature = stackalloc byte[64];
        CanonicalRequest.Sign(canonical.Written, AmzDate.Format(date), scope, key, signature);
        canonical.Dispose();
        return Encoding.ASCII.GetString(signature);
    }

    private static string[] Names(IHeaderDictionary headers) =>
        [.. headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal)];

    private static string Scope(DateTimeOffset date, string region, string service) =>
        AmzDate.Format(date)[..8] + "/" + region + "/" + service + "/aws4_request";
}
