namespace Guildhall.Tests.Server;

/// <summary>A place on loopback that answers every request with one image.</summary>
internal sealed class LogoHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LogoHost(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<LogoHost> StartAsync(byte[] image)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.Body.WriteAsync(image).AsTask());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LogoHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
