using System.Globalization;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;

namespace Guildhall.Server.Ui.Frame;

/// <summary>
/// <c>/brand/EXPERIENCE/REVISION.css</c>: an experience's colours as a style sheet made of checked values (security.md S-41). The text colour is
/// computed, so that contrast never depends on what an administrator picked.
/// </summary>
internal static class BrandSheet
{
    public static string Url(Experience experience) => $"/brand/{experience.Id}/{experience.Branding!.Revision}.css";

    /// <summary>The sheet of a colour that nothing has yet, for a preview; of none when it is not <c>#RRGGBB</c>.</summary>
    public static string UrlOf(string color) => $"/brand/colour/{(color.Length > 1 ? Uri.EscapeDataString(color[1..]) : "none")}.css";

    public static void MapBrandSheets(this IEndpointRouteBuilder routes, Marketplaces marketplaces)
    {
        routes.MapGet("/brand/{id}/{revision:int}.css", context =>
        {
            var id = new EntityId((string)context.Request.RouteValues["id"]!);
            return WriteAsync(context, marketplaces.All.Select(t => t.Marketplace.FindExperience(id)?.Branding).FirstOrDefault(b => b is not null)?.ThemeColor);
        });
        routes.MapGet("/brand/colour/{color}.css", context => WriteAsync(context, "#" + context.Request.RouteValues["color"]));
    }

    private static Task WriteAsync(HttpContext context, string? color)
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return context.Response.WriteAsync(Text(color), context.RequestAborted);
    }

    /// <summary>The rules for a colour <c>#RRGGBB</c>; nothing for none.</summary>
    public static string Text(string? color) =>
        color is { Length: 7 } && int.TryParse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb)
            ? $":root {{ --brand: #{rgb:x6}; --on-brand: {(Luminance(rgb) > 0.179 ? "#0f141a" : "#ffffff")}; }}\n"
            : "";

    /// <summary>Relative luminance, 0 to 1. WCAG 2.2. Above 0.179 black text has the better contrast, always at least 4.5:1.</summary>
    private static double Luminance(int rgb) => (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));

    private static double Linear(int channel)
    {
        var part = (channel & 0xFF) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
