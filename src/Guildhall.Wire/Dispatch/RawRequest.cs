using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Wire.Dispatch;

/// <summary>A request as it came over the wire.</summary>
internal static class RawRequest
{
    /// <summary>Method, undecoded target and headers.</summary>
    public static SignableRequest Of(HttpContext context) => new(
        context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.Request.Headers);

    /// <summary>True when it carries a signature of AWS's, of whatever version.</summary>
    public static bool IsSigned(in SignableRequest request) =>
        request.Headers.Authorization is [{ } first, ..] && first.StartsWith("AWS", StringComparison.Ordinal)
        || PresignedQuery.Names(request.Query, "X-Amz-Algorithm");
}
