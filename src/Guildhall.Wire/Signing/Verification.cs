namespace Guildhall.Wire.Signing;

/// <summary>What a <see cref="SignatureVerifier"/> found: <see cref="Verified"/> or <see cref="Refused"/>.</summary>
public abstract record Verification
{
    private Verification()
    {
    }

    /// <summary>The request was signed by this key.</summary>
    /// <param name="Key">The key, with the principal behind it.</param>
    /// <param name="Presigned">True when the signature came in the query.</param>
    public sealed record Verified(SigningKey Key, bool Presigned) : Verification;

    /// <summary>The request is refused; the message may be sent to the caller.</summary>
    /// <param name="Failure">The kind, which each protocol has its own code for.</param>
    /// <param name="Message">One sentence without secrets or signatures (S-04).</param>
    /// <param name="AccessKeyId">The key id the caller named, when it got that far, for counting and audit.</param>
    public sealed record Refused(AuthenticationFailure Failure, string Message, string? AccessKeyId = null) : Verification;
}
