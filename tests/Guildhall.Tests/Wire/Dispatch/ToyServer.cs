using System.Collections.Concurrent;
using System.Net;
using Guildhall.Tests.Wire.Dispatch;
using Guildhall.Tests.Wire.Signing;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

[assembly: AssemblyFixture(typeof(ToyServer))]

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>A small Kestrel with the toy operations, a page behind them and an API of its own.</summary>
public sealed class ToyServer : IAsyncLifetime
{
    internal const string KeyId = "AKIDEXAMPLE";
    internal const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Token = "FwoGZXIvYXdzEXAMPLETOKEN1==";

    private readonly DispatchOptions options;
    private WebApplication? app;

    public ToyServer()
        : this(null)
    {
    }

    internal ToyServer(IReadOnlySet<string>? hosts) => options = new() { OnFailure = TellAsync, Hosts = hosts };

    public int Port { get; private set; }

    internal RecordedLog Log { get; } = new();

    internal ConcurrentQueue<FailedAuthentication> Failures { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace).WithoutRequestLines();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            EdgeLimits.Apply(kestrel);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        app = builder.Build();
        var verifier = new SignatureVerifier(
            new KeyTable(
            [
                new(KeyId, Secret, true, null, null, "tester"),
                new("ASIAOLD", Secret, true, Token, DateTimeOffset.UnixEpoch, "tester"),
            ]),
            TimeProvider.System,
            new());
        app.UseAwsProtocols(ToyOperations.Table, verifier, options);
        app.Run(context => OwnAsync(context, new(verifier, options)));
        await app.StartAsync();
        Port = new Uri(app.Urls.Single()).Port;
    }

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? default;

    /// <summary>A client that signs; the base address is this server.</summary>
    internal HttpClient Client(
        string service = ToyOperations.Marketplace, string keyId = KeyId, string secret = Secret, string? token = null, TimeProvider? clock = null) =>
        new(new SigningHandler(_ => new(new SigningCredentials(keyId, secret, token)), "us-east-1", service, clock ?? TimeProvider.System)
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false },
        })
        {
            BaseAddress = new("http://127.0.0.1:" + Port),
        };

    /// <summary>A target with its signature in the query.</summary>
    internal string Presign(string method, string target, string service) => RequestSigner.Presign(
        new(method, target, new HeaderDictionary { ["Host"] = "127.0.0.1:" + Port }),
        default,
        new(KeyId, Secret),
        "us-east-1",
        service,
        TimeProvider.System.GetUtcNow(),
        TimeSpan.FromMinutes(1));

    internal HttpClient ExpiredSession(string service) => Client(service, "ASIAOLD", token: Token);

    internal HttpClient Unsigned() => new() { BaseAddress = new("http://127.0.0.1:" + Port) };

    private static async Task OwnAsync(HttpContext context, RequestAuthenticator authenticator)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            await context.Response.WriteAsync("page " + context.Request.Path + " " + await new StreamReader(context.Request.Body).ReadToEndAsync());
            return;
        }

        var found = await authenticator.AuthenticateAsync(context, ToyOperations.Marketplace, null, context.RequestAborted);
        await context.Response.WriteAsync(found switch
        {
            Authentication.Accepted accepted => "api " + accepted.Key.Principal + " " + accepted.Body.Length,
            Authentication.Refused refused => refused.Status + " " + refused.Failure,
            _ => "?",
        });
    }

    private ValueTask TellAsync(FailedAuthentication failure, CancellationToken cancellation)
    {
        Failures.Enqueue(failure);
        return default;
    }
}
