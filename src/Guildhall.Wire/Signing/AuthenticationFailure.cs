namespace Guildhall.Wire.Signing;

/// <summary>Why a request was not accepted as signed by a known key (security.md 3.2); each protocol has its own code for it (3.5).</summary>
public enum AuthenticationFailure
{
    /// <summary>The request carries no signature at all, or a presigned one of an unknown algorithm.</summary>
    MissingAuthenticationToken,

    /// <summary>A signature is there, but parts of it are missing or malformed.</summary>
    IncompleteSignature,

    /// <summary>Wrong signature, clock, scope or set of signed headers.</summary>
    InvalidSignature,

    /// <summary>The key is unknown or not in use, or its session token is missing, wrong or not expected.</summary>
    UnrecognizedClient,

    /// <summary>Correctly signed with a session that has ended.</summary>
    ExpiredToken,
}
