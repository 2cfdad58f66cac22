using System.Security.Cryptography;
using System.Text;

namespace Guildhall.Wire.Signing;

/// <summary>The one place where signatures are checked: SigV4 by header and by query, long-term and temporary keys (security.md 3).</summary>
/// <param name="keys">Where keys come from; asked on every request, so a key that was switched off fails at once (S-03).</param>
/// <param name="time">The server's clock.</param>
/// <param name="options">What is accepted.</param>
public sealed class SignatureVerifier(IKeyDirectory keys, TimeProvider time, VerifierOptions options)
{
    private const int CachedKeys = 4_096;

    // Unknown keys get the same work, in a cache of their own, so that time does not tell them from known ones (security.md 3.2 step 8).
    private readonly DerivedKeys derived = new(CachedKeys);
    private readonly DerivedKeys decoys = new(CachedKeys);
    private readonly string decoySecret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));

    /// <summary>Checks the signature of a request.</summary>
    /// <param name="request">Method, raw target and headers.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="service">The signing name the credential scope must carry, such as <c>aws-marketplace</c>.</param>
    public Verification Verify(in SignableRequest request, ReadOnlySpan<byte> body, string service)
    {
        if (PresentedSignature.Find(request, options.PresignMaximum, out var presented) is { } unsigned)
            return unsigned;
        var names = SignedHeaderNames.Parse(presented.SignedHeaders);
        if (SignedHeaderRule.Check(request, presented, names) is { } uncovered)
            return uncovered;
        if (ClockRule.Check(presented, time.GetUtcNow(), options.Skew) is { } untimely)
            return untimely;
        if (CredentialScope.Parse(presented.Credential, out var scope) is { } incomplete)
            return incomplete;
        if (ScopeRule.Check(scope, presented.Date, options.Regions, service) is { } elsewhere)
            return elsewhere;
        var id = scope.AccessKeyId.ToString();
        var key = keys.Find(id) is { Active: true } found && TokenFits(found, presented.SessionToken) ? found : null;
        var signing = key is null ? decoys.Get(scope, decoySecret) : derived.Get(scope, key.SecretAccessKey);
        return Compare(request, presented, names, scope, signing, body) switch
        {
            _ when key is null => new Verification.Refused(
                AuthenticationFailure.UnrecognizedClient, "The key or session token of this request is not valid.", id),
            { } mismatch => mismatch with { AccessKeyId = id },
            _ when key.Expires <= time.GetUtcNow() => new Verification.Refused(
                AuthenticationFailure.ExpiredToken, "The session of this request has ended.", id),
            _ => new Verification.Verified(key, presented.Presigned),
        };
    }

    /// <summary>Drops what was derived from a key that was disabled, deleted or replaced (S-03).</summary>
    public void Forget(string accessKeyId) => derived.Forget(accessKeyId);

    private static bool TokenFits(SigningKey key, string? token) =>
        key.SessionToken is null
            ? token is null
            : token is not null
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.SessionToken), Encoding.UTF8.GetBytes(token));

    private Verification.Refused? Compare(
        in SignableRequest request,
        in PresentedSignature presented,
        string[] names,
        in CredentialScope scope,
        byte[] key,
        ReadOnlySpan<byte> body)
    {
        Span<char> hash = stackalloc char[64];
        if (PayloadRule.Check(request, body, options.AllowUnsignedPayload, hash, out var payload) is { } otherBody)
            return otherBody;
        if (Matches(request, presented, names, scope, key, payload, presented.Presigned ? ["X-Amz-Signature"] : []))
            return null;
        // Some clients add the token to the query after signing.
        if (presented is { Presigned: true, SessionToken: not null }
            && Matches(request, presented, names, scope, key, payload, ["X-Amz-Signature", "X-Amz-Security-Token"]))
            return null;
        var message = "The signature does not fit the request.";
        return new(AuthenticationFailure.InvalidSignature, options.EchoCanonicalRequest
            ? message + " " + SignatureEcho.Text(request, names, payload, options.NormalizePath, presented)
            : message);
    }

    private bool Matches(
        in SignableRequest request,
        in PresentedSignature presented,
        string[] names,
        in CredentialScope scope,
        byte[] key,
        ReadOnlySpan<char> payload,
        scoped ReadOnlySpan<string> leftOut)
    {
        var canonical = new PooledBytes(1_024);
        CanonicalRequest.Write(ref canonical, request, names, payload, options.NormalizePath, leftOut);
        Span<byte> expected = stackalloc byte[64];
        CanonicalRequest.Sign(canonical.Written, presented.Date, scope.Scope, key, expected);
        canonical.Dispose();
        Span<byte> given = stackalloc byte[64];
        return presented.Signature.Length == 64
            && Encoding.ASCII.TryGetBytes(presented.Signature, given, out _)
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
