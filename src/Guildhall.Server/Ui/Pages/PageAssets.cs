using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Style sheet and scripts, inside the executable and served under their hash: a browser keeps them until they change.</summary>
internal static class PageAssets
{
    private const string Prefix = "Guildhall.Server.Ui.Assets.";
    private static readonly FrozenDictionary<string, Asset> Known = Load().ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The address of an asset, such as <c>/assets/HASH/guildhall.css</c>.</summary>
    public static string Url(string name) => Known[name].Url;

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{hash}/{name}", WriteAsync);

    private static async Task WriteAsync(HttpContext context)
    {
        if (Known.GetValueOrDefault((string)context.Request.RouteValues["name"]!) is not { } asset || asset.Hash != (string)context.Request.RouteValues["hash"]!)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        context.Response.ContentType = asset.ContentType;
        var small = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (small) headers.ContentEncoding = "br";
        var body = small ? asset.Brotli.Value : asset.Bytes;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static IEnumerable<Asset> Load()
    {
        var assembly = typeof(PageAssets).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(Prefix, StringComparison.Ordinal) && (r.EndsWith(".css", StringComparison.Ordinal) || r.EndsWith(".js", StringComparison.Ordinal))))
        {
            using var copy = new MemoryStream();
            using (var stream = assembly.GetManifestResourceStream(resource)!) stream.CopyTo(copy);
            yield return new Asset(resource[Prefix.Length..].Replace("lib.", "", StringComparison.Ordinal), copy.ToArray());
        }
    }

    private sealed record Asset(string Name, byte[] Bytes)
    {
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16];

        public string Url => $"/assets/{Hash}/{Name}";

        public StringValues ContentType { get; } = Name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";

        public Lazy<byte[]> Brotli { get; } = new(() =>
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(Bytes);
            return packed.ToArray();
        });
    }
}
