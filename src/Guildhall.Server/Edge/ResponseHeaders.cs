namespace Guildhall.Server.Edge;

/// <summary>Headers that every answer carries. security.md S-42, S-45.</summary>
public static class ResponseHeaders
{
    /// <summary>Adds them just before an answer starts, where the answer has not set its own (a page brings its own policy).</summary>
    public static void UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Add, context);
        return next(context);
    });

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.TryAdd("Cache-Control", "no-store");
        if (context.Request.IsHttps) headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
        return Task.CompletedTask;
    }
}
