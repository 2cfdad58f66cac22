using System.Globalization;
using System.Text.Encodings.Web;
using Guildhall.App.Storefront;

namespace Guildhall.Server.Hosting;

/// <summary><c>/media/initials/AB.svg</c>: what stands for products and listings without a logo, drawn from the letters alone. storefront-and-procurement.md A.3.</summary>
internal static class InitialsImage
{
    private const string Prefix = Initials.Path, Ending = ".svg";

    /// <summary>For titles without a letter or digit.</summary>
    private const string NoLetters = "_";

    private const int MostLetters = 4;

    public static void MapInitials(this IEndpointRouteBuilder routes) => routes.MapGet(Prefix + "{file}", async context =>
    {
        if (Letters((string)context.Request.RouteValues["file"]!) is not { } letters)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.ContentType = "image/svg+xml";
        await context.Response.WriteAsync(Draw(letters), context.RequestAborted);
    });

    /// <summary>The path of a title's image.</summary>
    public static string PathOf(string title) => Prefix + (Initials.Of(title) is { Length: > 0 } letters ? Uri.EscapeDataString(letters) : NoLetters) + Ending;

    /// <summary>Null when the file is not one that <see cref="PathOf"/> names.</summary>
    private static string? Letters(string file)
    {
        if (!file.EndsWith(Ending, StringComparison.Ordinal)) return null;
        var letters = file[..^Ending.Length];
        if (letters == NoLetters) return "";
        var sound = letters.Length is > 0 and <= MostLetters && letters.EnumerateRunes().All(r => System.Text.Rune.IsLetterOrDigit(r));
        return sound ? letters : null;
    }

    private static string Draw(string letters)
    {
        var hue = letters.Aggregate(0, (sum, c) => ((sum * 31) + c) % 360).ToString(CultureInfo.InvariantCulture);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"96\" viewBox=\"0 0 96 96\"><rect width=\"96\" height=\"96\" rx=\"16\" fill=\"hsl({hue} 35% 90%)\"/>"
            + $"<text x=\"48\" y=\"62\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"40\" font-weight=\"700\" fill=\"hsl({hue} 45% 28%)\">{HtmlEncoder.Default.Encode(letters)}</text></svg>";
    }
}
