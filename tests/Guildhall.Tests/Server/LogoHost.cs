namespace Guildhall.Tests.Server;

/// <summary>A place on loopback that answers every request with one image.</summary>
internal sealed class LogoHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LogoHost(WebApplication app) => _app = app;

    /// <summary>How often somebody asked.</summary>
    public int Asked { get; private set; }

    public string Url => _app.Urls.First();

    public static async Task<LogoHost> StartAsync(byte[] image)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var host = new LogoHost(app);
        app.Run(context =>
        {
            host.Asked++;
            return context.Response.Body.WriteAsync(image).AsTask();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
