using System.Text.Encodings.Web;

namespace Guildhall.Server.Hosting;

/// <summary>What a browser sees at <c>/</c>: what is running and how to talk to it.</summary>
internal static class StartPage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Guildhall</title>
        <link rel="stylesheet" href="/start.css">
        </head>
        <body>
        <main>
        <h1>Guildhall is running</h1>
        <p>This is the private marketplace for your AWS organizations. The AWS CLI drives it: point it here and sign with a Guildhall key.</p>
        <pre><code>export AWS_ENDPOINT_URL=$URL
        aws sts get-caller-identity
        aws marketplace-catalog list-entities --catalog AWSMarketplace --entity-type Experience</code></pre>
        <p>May an account buy a product? <code>POST /api/v1/decisions</code> answers, signed like any AWS call for <code>aws-marketplace</code>;
        <a href="/openapi/v1.json">/openapi/v1.json</a> describes it.</p>
        <p>What Guildhall records as agreements is its own record and entitlement: nothing is bought at AWS by it.</p>
        </main>
        </body>
        </html>
        """;

    private const string Css = """
        :root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
        body { margin: 0; background: light-dark(#f4f5f7, #10151c); color: light-dark(#16191f, #d9dee5); }
        main { max-width: 44rem; margin: 12vh auto; padding: 2rem; background: light-dark(#fff, #192029); border-radius: 1rem; border: 1px solid light-dark(#dfe3e8, #2c3642); }
        h1 { margin-top: 0; font-size: 1.6rem; }
        pre { padding: 1rem; overflow-x: auto; background: light-dark(#f1f3f5, #10151c); border-radius: .5rem; }
        a { color: light-dark(#0055b3, #6cb4ff); }
        """;

    public static Task WriteAsync(HttpContext context)
    {
        Secure(context.Response);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Html.Replace("$URL", HtmlEncoder.Default.Encode($"{context.Request.Scheme}://{context.Request.Host}"), StringComparison.Ordinal));
    }

    public static Task WriteStyleAsync(HttpContext context)
    {
        Secure(context.Response);
        context.Response.ContentType = "text/css; charset=utf-8";
        return context.Response.WriteAsync(Css);
    }

    private static void Secure(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
