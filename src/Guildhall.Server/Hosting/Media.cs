using Guildhall.App.Experiences.Logos;

namespace Guildhall.Server.Hosting;

/// <summary><c>/media/HASH.png|svg</c>: copied logos, under a policy that lets them do nothing. security.md S-55.</summary>
internal static class Media
{
    public static void MapMedia(this IEndpointRouteBuilder routes, LogoCopies logos) => routes.MapGet(LogoCopies.PathPrefix + "{file}", async context =>
    {
        var file = (string)context.Request.RouteValues["file"]!;
        if (await logos.FindAsync(file, context.RequestAborted) is not { } logo)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = $"inline; filename=\"logo.{logo.Extension}\"";
        headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.ContentType = logo.ContentType;
        await context.Response.Body.WriteAsync(logo.Bytes, context.RequestAborted);
    });
}
