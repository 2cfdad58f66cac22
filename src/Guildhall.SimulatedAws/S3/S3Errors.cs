using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;

namespace Guildhall.SimulatedAws.S3;

/// <summary>The errors of S3 (aws-operations.md A.10).</summary>
internal static class S3Errors
{
    public const string Service = "s3";

    /// <summary>The status of an error by its name (Amazon S3 API Reference, error responses).</summary>
    public static int StatusOf(string code) => code switch
    {
        "AccessDenied" or "AccountProblem" or "AllAccessDisabled" or "InvalidAccessKeyId" or "InvalidObjectState" or "InvalidPayer" or "RequestTimeTooSkewed" or "SignatureDoesNotMatch" => 403,
        "PermanentRedirect" => 301,
        "MethodNotAllowed" => 405,
        "BucketAlreadyExists" or "BucketAlreadyOwnedByYou" or "BucketNotEmpty" or "InvalidBucketState" or "OperationAborted" => 409,
        "PreconditionFailed" => 412,
        "InvalidRange" => 416,
        "InternalError" => 500,
        "NotImplemented" => 501,
        "ServiceUnavailable" or "SlowDown" => 503,
        _ when code.StartsWith("NoSuch", StringComparison.Ordinal) || code.EndsWith("NotFoundError", StringComparison.Ordinal) => 404,
        _ => 400,
    };

    public static WireError Denied(string message = "Access Denied") => new("AccessDenied", message, 403);

    public static WireError NoBucket(string name) => new WireError("NoSuchBucket", "The specified bucket does not exist.", 404).With("BucketName", name);

    public static WireError NoKey(string key) => new WireError("NoSuchKey", "The specified key does not exist.", 404).With("Key", key);

    public static WireError BadName(string name) => new WireError("InvalidBucketName", "The specified bucket is not valid.", 400).With("BucketName", name);

    public static WireError Malformed() => new("MalformedXML", "The XML was not well-formed or is not what this operation takes.", 400);

    public static WireError Unknown() => new("NotImplemented", "The simulated S3 does not know this operation.", 501);

    /// <summary>The bucket is in another region than the one that was called.</summary>
    public static WireError Elsewhere(string region) => new WireError("PermanentRedirect", "The bucket must be addressed at the endpoint of its region.", 301).With("Region", region);

    /// <summary>The error of a request that was not accepted as signed.</summary>
    public static WireError Of(AuthenticationFailure failure, string message) => failure switch
    {
        AuthenticationFailure.InvalidSignature => new("SignatureDoesNotMatch", message, 403),
        AuthenticationFailure.UnrecognizedClient => new("InvalidAccessKeyId", "The access key does not exist here.", 403),
        AuthenticationFailure.ExpiredToken => new("ExpiredToken", message, 400),
        AuthenticationFailure.MissingAuthenticationToken => Denied(),
        _ => new("AuthorizationHeaderMalformed", message, 400),
    };
}
