using System.Security.Cryptography;

namespace Guildhall.Wire.Signing;

/// <summary>The hash line of the canonical request (security.md 3.2 step 9).</summary>
internal static class PayloadRule
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>Hashes the body and compares with what the request claims.</summary>
    /// <param name="request">The request, for its <c>x-amz-content-sha256</c>.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="allowUnsigned">True for S3.</param>
    /// <param name="hash">Room for 64 characters.</param>
    /// <param name="payload">The line to sign.</param>
    public static Verification.Refused? Check(
        in SignableRequest request, ReadOnlySpan<byte> body, bool allowUnsigned, Span<char> hash, out ReadOnlySpan<char> payload)
    {
        var claimed = SignedHeaderNames.Values(request, "x-amz-content-sha256");
        payload = Unsigned;
        if (allowUnsigned && claimed == Unsigned)
            return null;
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, bytes);
        Convert.TryToHexStringLower(bytes, hash, out _);
        payload = hash;
        return claimed.Count == 0 || payload.SequenceEqual(claimed.ToString())
            ? null
            : new(AuthenticationFailure.InvalidSignature, "The header x-amz-content-sha256 is not the hash of the body.");
    }
}
