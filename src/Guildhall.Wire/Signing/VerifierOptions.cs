namespace Guildhall.Wire.Signing;

/// <summary>What a <see cref="SignatureVerifier"/> accepts (security.md 3.2).</summary>
public sealed record VerifierOptions
{
    /// <summary>Regions accepted in the credential scope; null accepts any (decisions 16).</summary>
    public IReadOnlySet<string>? Regions { get; init; }

    /// <summary>How far a request's date may lie from the server's clock, either way: 60 to 900 seconds.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The longest life of a presigned request.</summary>
    public TimeSpan PresignMaximum { get; init; } = TimeSpan.FromSeconds(604_800);

    /// <summary>False for S3 alone, which signs the path as received and escapes it once.</summary>
    public bool NormalizePath { get; init; } = true;

    /// <summary>True for S3 alone: <c>UNSIGNED-PAYLOAD</c> is accepted.</summary>
    public bool AllowUnsignedPayload { get; init; }

    /// <summary>The setting <c>diagnostics:signature</c>: a mismatch tells the canonical request, without session token (S-04).</summary>
    public bool EchoCanonicalRequest { get; init; }
}
