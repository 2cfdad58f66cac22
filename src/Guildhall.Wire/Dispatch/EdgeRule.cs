using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Wire.Dispatch;

/// <summary>Requests that could be read in two ways are refused before anything else (S-08, F-65).</summary>
internal static class EdgeRule
{
    /// <summary>Null, or why the request is refused with 400.</summary>
    public static string? Check(HttpContext context)
    {
        // Kestrel renames the length of a chunked request; other servers may leave it.
        var headers = context.Request.Headers;
        if (headers.TransferEncoding.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length")))
            return "A request has either Content-Length or Transfer-Encoding, not both.";
        return context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is ['/', ..]
            ? null
            : "The request target must begin with a slash.";
    }
}
