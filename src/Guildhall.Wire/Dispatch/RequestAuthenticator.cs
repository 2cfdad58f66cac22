using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Wire.Dispatch;

/// <summary>Reads a request's body once and checks its signature; the AWS protocols and a server's own API share it.</summary>
public sealed class RequestAuthenticator(SignatureVerifier verifier, DispatchOptions options)
{
    /// <summary>True when the request carries, or seems to carry, an AWS signature.</summary>
    public static bool IsSigned(HttpContext context) => RequestRoute.IsSigned(context);

    /// <summary>Reads and verifies.</summary>
    /// <param name="context">The request; its id must be set, see <see cref="RequestIds"/>.</param>
    /// <param name="service">The signing name wanted, such as <c>aws-marketplace</c>.</param>
    /// <param name="operation">The operation called, for the audit; null for an API of one's own.</param>
    /// <param name="cancellation">The request's end.</param>
    public async ValueTask<Authentication> AuthenticateAsync(
        HttpContext context, string service, string? operation, CancellationToken cancellation) =>
        await RequestBody.ReadAsync(context, options.BodyLimit, cancellation) switch
        {
            { Problem: { } problem } => new Authentication.Refused(problem, null, RequestBody.Words(problem)),
            var body => await AuthenticateAsync(context, body.Bytes, service, operation, cancellation),
        };

    internal async ValueTask<Authentication> AuthenticateAsync(
        HttpContext context, ReadOnlyMemory<byte> body, string service, string? operation, CancellationToken cancellation)
    {
        var request = new SignableRequest(
            context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.Request.Headers);
        switch (verifier.Verify(request, body.Span, service))
        {
            case Verification.Verified verified:
                return new Authentication.Accepted(verified.Key, body, verified.Presigned);
            case Verification.Refused refused:
                if (options.OnFailure is { } tell)
                    await tell(
                        new(RequestIds.Of(context), refused.Failure, refused.AccessKeyId, context.Connection.RemoteIpAddress, service, operation),
                        cancellation);
                return new Authentication.Refused(403, refused.Failure, refused.Message);
            case var other:
                throw new InvalidOperationException("Unknown verification " + other.GetType());
        }
    }
}
