namespace Guildhall.Wire.Signing;

/// <summary>The canonical request for a caller who has to find a mismatch; never with a session token in it (S-04).</summary>
internal static class SignatureEcho
{
    public static string Text(
        in SignableRequest request, string[] names, ReadOnlySpan<char> payload, bool normalizePath, in PresentedSignature presented)
    {
        var canonical = new PooledBytes(1_024);
        CanonicalRequest.Write(
            ref canonical,
            request,
            [.. names.Where(name => name != "x-amz-security-token")],
            payload,
            normalizePath,
            presented.Presigned ? ["X-Amz-Signature", "X-Amz-Security-Token"] : ["X-Amz-Security-Token"]);
        var text = CanonicalRequest.Text(canonical);
        canonical.Dispose();
        return "The canonical request here, without session token: '" + text.ReplaceLineEndings("\\n") + "'.";
    }
}
