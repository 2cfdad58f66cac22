using System.Text;
using Guildhall.Server.Ui.Frame;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Turns a component into HTML: static, without script and without circuits (decisions.md 5).</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a whole document with the component in its frame.</summary>
    /// <param name="formsGoTo">Another site that a form of the page is sent to, or null.</param>
    public async Task WriteAsync(HttpContext context, PageFrame frame, Type component, object model, Uri? formsGoTo = null)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = formsGoTo is null ? ContentPolicy.Page : ContentPolicy.SendingTo(formsGoTo);
        await using var text = new StreamWriter(context.Response.Body, Utf8, 16_384, leaveOpen: true);
        await text.WriteAsync("<!doctype html>\n");
        await WriteAsync(text, typeof(Document), new Dictionary<string, object?>
        {
            [nameof(Document.Frame)] = frame,
            [nameof(Document.Component)] = component,
            [nameof(Document.Model)] = model,
        });
    }

    /// <summary>Writes one component alone; for tests of parts.</summary>
    public async Task WriteAsync(TextWriter text, Type component, IDictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var output = await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters));
            using var page = new StringWriter(new StringBuilder(16_384));
            output.WriteHtmlTo(page);
            return page.GetStringBuilder();
        });
        foreach (var chunk in html.GetChunks()) await text.WriteAsync(chunk);
        await text.FlushAsync();
    }
}

/// <summary>What a browser may do with our pages. security.md S-41.</summary>
internal static class ContentPolicy
{
    public const string Page = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The same, with forms that may be sent to another site too. Browsers ask this of each redirect that answers a form, and sellers send new buyers on: within https, then.</summary>
    public static string SendingTo(Uri address) => Page.Replace("form-action 'self'", $"form-action 'self' {new UriBuilder(address.Scheme, address.IdnHost, address.Port).Uri.GetLeftPart(UriPartial.Authority)} https:", StringComparison.Ordinal);
}
