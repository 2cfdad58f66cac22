namespace Guildhall.Benchmarks.Servers;

/// <summary>The least that ASP.NET Core can do: Kestrel, one route, eleven bytes.</summary>
internal static class EmptyApp
{
    /// <summary>The argument that makes this program the empty app.</summary>
    public const string Argument = "--empty-app";

    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", () => "hello world");
        await app.RunAsync();
    }
}
