namespace Guildhall.Server.Edge;

/// <summary>Behind a proxy that ends TLS, requests look plain; the operator's setting says what browsers see. No header of a request is believed.</summary>
internal static class PublicUrl
{
    public static void UsePublicUrl(this IApplicationBuilder app, Uri? url)
    {
        if (url is null) return;
        var name = new PublicName(url);
        app.Use((context, next) =>
        {
            context.Request.Scheme = url.Scheme;
            context.Features.Set(name);
            return next(context);
        });
    }

    /// <summary>A page's whole address, for those outside who send browsers back to it.</summary>
    public static Uri Of(HttpContext context, Uri? url, string path) => new(url ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}"), path);
}

/// <summary>That the installation has a public address, so that something stands between browsers and it.</summary>
internal sealed record PublicName(Uri Url);
