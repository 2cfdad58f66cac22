using Guildhall.App;
using Guildhall.App.Secrets;
using Guildhall.Server.Api;
using Guildhall.Server.Api.V1;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Api.V1.Mail;
using Guildhall.Server.Api.V1.Vendors;
using Guildhall.Server.Api.V1.Webhooks;
using Guildhall.Server.Edge;
using Guildhall.Server.Health;
using Guildhall.Server.Metrics;
using Guildhall.Server.Ui;
using Guildhall.Server.Ui.Pages;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Hosting;

/// <summary>The web server in front of an installation: AWS protocols, own API, health, pages. One port serves them all (contract.md 4).</summary>
public sealed class GuildhallHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GuildhallHost(WebApplication app, Installation installation, OperationTable operations, IReadOnlyList<ApiRoute> apiRoutes) =>
        (_app, Installation, Operations, ApiRoutes) = (app, installation, operations, apiRoutes);

    public Installation Installation { get; }

    /// <summary>The operations served, for tests that none escapes.</summary>
    public OperationTable Operations { get; }

    /// <summary>The routes of Guildhall's own API, for the same.</summary>
    internal IReadOnlyList<ApiRoute> ApiRoutes { get; }

    /// <summary>The pages, for the same.</summary>
    internal IReadOnlyList<PageRoute> Pages { get; private init; } = [];

    /// <summary>Everything that has an address here, whatever it is, for the same: the operations of the AWS protocols alone have none.</summary>
    internal IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>The addresses it listens on; with port 0 in the given ones, the ports it was given. Known after the start.</summary>
    public IReadOnlyCollection<string> Urls => [.. _app.Urls];

    /// <summary>
    /// Puts the server together without starting it; the installation may still be loading. <paramref name="urls"/> such as <c>http://127.0.0.1:8080</c>.
    /// </summary>
    public static GuildhallHost Build(Installation installation, HostSettings settings, params string[] urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(kestrel => EdgeLimits.Apply(kestrel));
        builder.Services.AddRoutingCore();
        builder.Services.AddSite(installation);
        settings.Logging(builder.Logging);
        builder.Logging.WithoutRequestLines();
        var app = builder.Build();
        var options = new DispatchOptions { OnFailure = (failed, _) => RefusalAudit.RecordAsync(installation, failed) };
        var verifier = new SignatureVerifier(installation.Keys, installation.Options.Clock, new VerifierOptions { Skew = settings.ClockSkew });
        var metrics = new MetricCollector(MetricCollector.Product);
        app.Lifetime.ApplicationStopped.Register(metrics.Dispose);
        var operations = new OperationTable(AwsOperations.All(installation));
        app.UseRequestId(installation.Options.Ids);
        app.UseTrustedProxies(settings.TrustedProxies);
        app.UsePublicUrl(installation.Options.PublicUrl);
        app.UseResponseHeaders();
        app.UseAwsProtocols(operations, verifier, options);
        app.UseStoreOutages();
        app.UseCleanQueries();
        app.UseRouting();
        var sessions = new SessionCalls(new Visitors(installation), app.Services.GetRequiredService<IAntiforgery>(), options.BodyLimit);
        var own = new OwnApi(app, new RequestAuthenticator(verifier, options), sessions, installation.RefusedCalls);
        own.MapDecisions(installation.Decisions);
        own.MapEvents(installation.Events);
        own.MapPreview(installation.Previews);
        own.MapRestore(installation.AssociationRestore);
        own.MapAccounts(installation);
        own.MapOrders(installation);
        own.MapLinks(installation);
        own.MapProduct(installation);
        own.MapSearch(installation.Search);
        own.MapWebhooks(installation);
        own.MapMail(installation);
        own.MapUsageRuns(installation);
        own.MapReportFetch(installation);
        own.MapBillingSettings(installation);
        own.MapSpend(installation);
        own.MapPrices(installation);
        own.MapBudgets(installation);
        own.MapBilledProducts(installation);
        own.MapUsageRunCosts(installation);
        own.MapExits(installation);
        own.MapStatements(installation);
        app.MapGet(OpenApi.Path, OpenApi.WriteAsync);
        var operators = new OperatorAccess(settings.MetricsToken);
        app.MapHealth(installation.Readiness, operators);
        app.MapMetrics(metrics, operators);
        app.MapMedia(installation.Logos);
        app.MapInitials();
        installation.OwnPorts.Listen(urls.Select(Port));
        return new GuildhallHost(app, installation, operations, own.Routes) { Pages = app.MapSite(installation) };
    }

    /// <summary>Listens once everything is loaded, and starts the installation's background loops.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await Installation.Loaded;
        Installation.Start();
        await _app.StartAsync(cancellation);
        Installation.OwnPorts.Listen(_app.Urls.Select(Port));
    }

    private static int Port(string url) => BindingAddress.Parse(url).Port;

    /// <summary>Stops taking requests and ends those under way.</summary>
    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Installation.DisposeAsync();
    }
}

/// <summary>What a host needs to know besides its installation.</summary>
public sealed record HostSettings
{
    /// <summary>Sets up logging; nothing is logged unless this adds a provider.</summary>
    public Action<ILoggingBuilder> Logging { get; init; } = _ => { };

    /// <summary>The bearer token that opens health and metrics to callers that are not on loopback.</summary>
    public Secret? MetricsToken { get; init; }

    /// <summary>The proxies whose word for a visitor's address is taken.</summary>
    public IReadOnlyList<System.Net.IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How far a signature's time may lie from the server's.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(300);
}
