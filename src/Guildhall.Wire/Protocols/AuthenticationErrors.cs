using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;

namespace Guildhall.Wire.Protocols;

/// <summary>Codes and statuses of authentication failures, per protocol (security.md 3.5, S-07).</summary>
public static class AuthenticationErrors
{
    /// <summary>The error a caller of this protocol gets.</summary>
    public static WireError Of(Protocol protocol, AuthenticationFailure failure, string message) => protocol switch
    {
        Protocol.RestJson => new(failure + "Exception", message, 403),
        Protocol.AwsJson or Protocol.RpcCbor => new(failure + "Exception", message, 400),
        Protocol.Query => failure switch
        {
            AuthenticationFailure.IncompleteSignature => new("IncompleteSignature", message, 400),
            AuthenticationFailure.InvalidSignature => new("SignatureDoesNotMatch", message, 403),
            AuthenticationFailure.UnrecognizedClient => new("InvalidClientTokenId", message, 403),
            _ => new(failure.ToString(), message, 403),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    /// <summary>A presigned form of an operation that changes something (S-06).</summary>
    internal static WireError PresignedChange(Protocol protocol) => new(
        protocol == Protocol.Query ? "AccessDenied" : "AccessDeniedException",
        "This operation changes something and cannot be called by a presigned address; sign it in the Authorization header.");

    /// <summary>A query or form that cannot be read in one way.</summary>
    internal static WireError MalformedQuery(Protocol protocol) => new(
        protocol == Protocol.Query ? "MalformedQueryString" : "ValidationException",
        "The query string is malformed: each parameter comes once, percent-encoded as UTF-8.");
}
