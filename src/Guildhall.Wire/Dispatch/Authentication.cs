using Guildhall.Wire.Signing;

namespace Guildhall.Wire.Dispatch;

/// <summary>What a <see cref="RequestAuthenticator"/> found: <see cref="Accepted"/> or <see cref="Refused"/>.</summary>
public abstract record Authentication
{
    private Authentication()
    {
    }

    /// <summary>Signed by this key; the body was read once and is here.</summary>
    public sealed record Accepted(SigningKey Key, ReadOnlyMemory<byte> Body, bool Presigned) : Authentication;

    /// <summary>Not to be served. <see cref="Failure"/> is null when the body was too long or broken off (status 413 or 400).</summary>
    public sealed record Refused(int Status, AuthenticationFailure? Failure, string Message) : Authentication;
}
