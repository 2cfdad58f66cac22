using System.Net;

namespace Guildhall.Tests.Server;

/// <summary>A server on a free loopback port that has just what a test maps into it.</summary>
internal sealed class SmallServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    /// <param name="configure">Maps what is to be tested.</param>
    /// <param name="from">The address that calls seem to come from; null for the true one, loopback.</param>
    public static async Task<SmallServer> StartAsync(Action<WebApplication> configure, IPAddress? from = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = from ?? context.Connection.RemoteIpAddress;
            return next(context);
        });
        configure(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SmallServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
