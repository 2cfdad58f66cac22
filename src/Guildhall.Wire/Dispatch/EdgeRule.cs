using System.Text;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>What the HTTP edge refuses with 400 before anything else (S-08, S-11, F-62, F-65).</summary>
internal static class EdgeRule
{
    /// <summary>Null, or why the request could be read in two ways.</summary>
    public static string? TwoReadings(HttpContext context)
    {
        // Kestrel renames the length of a chunked request to X-Content-Length.
        var headers = context.Request.Headers;
        if (headers.TransferEncoding.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length")))
            return "A request has either Content-Length or Transfer-Encoding, not both.";
        return RawRequest.Of(context).Target is ['/', ..] ? null : "The request target must begin with a slash.";
    }

    /// <summary>Null, or what is wrong with the headers of an AWS call.</summary>
    public static string? BadHeaders(HttpContext context, DispatchOptions options)
    {
        if (options.Hosts is { } hosts && !hosts.Contains(context.Request.Host.Host))
            return "This host name is not served here.";
        foreach (var (_, values) in context.Request.Headers)
            foreach (var value in values)
                if (!Ascii.IsValid(value))
                    return "Header values are ASCII.";
        return null;
    }
}
