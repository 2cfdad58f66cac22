namespace Guildhall.Server.Edge;

/// <summary>Behind a proxy that ends TLS, requests look plain; the operator's setting says what browsers see. No header of a request is believed.</summary>
internal static class PublicUrl
{
    public static void UsePublicUrl(this IApplicationBuilder app, Uri? url)
    {
        if (url is null) return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = url.Scheme;
            return next(context);
        });
    }

    /// <summary>A page's whole address, for those outside who send browsers back to it.</summary>
    public static Uri Of(HttpContext context, Uri? url, string path) => new(url ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}"), path);
}
