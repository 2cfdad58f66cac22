using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>Reads a request's body once and checks its signature; the AWS protocols and a server's own API share it.</summary>
public sealed class RequestAuthenticator(SignatureVerifier verifier, DispatchOptions options)
{
    /// <summary>True when the request carries an AWS signature of any version: then a cookie must not speak for it.</summary>
    public static bool IsSigned(HttpContext context) => RawRequest.IsSigned(RawRequest.Of(context));

    /// <summary>Reads and verifies. The body of an unsigned request is not read.</summary>
    /// <param name="context">The request, which the dispatcher has given its id.</param>
    /// <param name="service">The signing name wanted, such as <c>aws-marketplace</c>.</param>
    /// <param name="operation">The operation called, for the audit; null for an API of one's own.</param>
    /// <param name="cancellation">The request's end.</param>
    public async ValueTask<Authentication> AuthenticateAsync(
        HttpContext context, string service, string? operation, CancellationToken cancellation)
    {
        if (!IsSigned(context))
            return await VerifyAsync(context, default, service, operation, cancellation);
        var body = await RequestBody.ReadAsync(context, options.BodyLimit, cancellation);
        return body.Problem is { } status
            ? new Authentication.Refused(status, null, RequestBody.Words(status))
            : await VerifyAsync(context, body.Bytes, service, operation, cancellation);
    }

    /// <summary>Verifies with a body that was read already.</summary>
    internal async ValueTask<Authentication> VerifyAsync(
        HttpContext context, ReadOnlyMemory<byte> body, string service, string? operation, CancellationToken cancellation)
    {
        var verification = verifier.Verify(RawRequest.Of(context), body.Span, service);
        if (verification is Verification.Verified verified)
            return new Authentication.Accepted(verified.Key, body, verified.Presigned);
        var refused = (Verification.Refused)verification;
        if (options.OnFailure is { } tell)
            await tell(Failed(context, refused, service, operation), cancellation);
        return new Authentication.Refused(403, refused.Failure, refused.Message);
    }

    private static FailedAuthentication Failed(HttpContext context, Verification.Refused refused, string service, string? operation) =>
        new(RequestIds.Of(context), refused.Failure, refused.AccessKeyId, context.Connection.RemoteIpAddress, service, operation);
}
