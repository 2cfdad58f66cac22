namespace Guildhall.Server.Api.V1;

/// <summary>The description of Guildhall's own API, for anybody. It is written by hand; a test keeps its paths equal to the routes. contract.md 4.</summary>
internal static class OpenApi
{
    public const string Path = "/openapi/v1.json";

    private static readonly byte[] Document = Load();

    public static Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Document, context.RequestAborted).AsTask();
    }

    private static byte[] Load()
    {
        using var resource = typeof(OpenApi).Assembly.GetManifestResourceStream($"{typeof(OpenApi).Namespace}.openapi.json")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
