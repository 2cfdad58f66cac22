using System.Security.Cryptography;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.AccountSettings;
using Guildhall.SimulatedAws.Iam;
using Guildhall.SimulatedAws.Kms;
using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Quotas;
using Guildhall.SimulatedAws.Reports;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.S3;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Sts;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guildhall.SimulatedAws.Hosting;

/// <summary>The simulated AWS as a server: AWS's protocols at <c>/</c>, its own controls below <c>/_simulation</c>.</summary>
public sealed class SimulatedAwsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatedAwsServer(WebApplication app, World world) => (_app, World) = (app, world);

    /// <summary>The world behind the server, for setting it up within the process.</summary>
    public World World { get; }

    /// <summary>The addresses it listens on; with port 0 in the given ones, the ports it was given. Known after the start.</summary>
    public IReadOnlyCollection<string> Urls => [.. _app.Urls];

    /// <summary>Opens the world and puts the server in front of it, without starting it yet.</summary>
    /// <param name="options">How the simulation behaves and where its data file is.</param>
    /// <param name="clock">The time, before anybody advances the world's.</param>
    /// <param name="random">The source of access keys and secrets.</param>
    /// <param name="urls">Addresses to listen on, such as <c>http://127.0.0.1:8081</c>.</param>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The data file cannot be opened or another process holds it.</exception>
    public static SimulatedAwsServer Build(SimulationOptions options, TimeProvider clock, RandomNumberGenerator random, params string[] urls)
    {
        var world = World.Open(options, clock, random);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddHttpContextAccessor();
        var app = builder.Build();
        Map(app, world, clock);
        return new SimulatedAwsServer(app, world);
    }

    public Task StartAsync(CancellationToken cancellation) => _app.StartAsync(cancellation);

    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    /// <summary>Ends the server and lets go of the data file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        World.Dispose();
    }

    private static void Map(WebApplication app, World world, TimeProvider clock)
    {
        var faults = world.Look(state => state.Faults);
        var counts = new CallCounts();
        var door = new FrontDoor(world, faults, counts, clock, app.Services.GetRequiredService<IHttpContextAccessor>());
        var table = new OperationTable(
        [
            .. new OrganizationsDoor(door, new TokenBuckets(world.Clock)).Operations(),
            .. new QueryDoor(door, StsOperations.Service, StsOperations.Version, StsOperations.All).Operations(),
            .. new JsonDoor(door, ReportOperations.Service, ReportOperations.All).ByTarget(ReportOperations.Target),
            .. new JsonDoor(door, ExportOperations.Service, ExportOperations.All).ByTarget(ExportOperations.Target),
            .. new JsonDoor(door, QuotaOperations.Service, QuotaOperations.All).ByTarget(QuotaOperations.Target),
            .. new JsonDoor(door, KmsOperations.Service, KmsOperations.All).ByTarget(KmsOperations.Target),
            .. new JsonDoor(door, RegionOperations.Service, [.. RegionOperations.All, .. ContactOperations.All]).ByPath(),
            .. new QueryDoor(door, IamOperations.Service, IamOperations.Version, IamOperations.All).Operations(),
        ]);
        var verifier = new SignatureVerifier(new KeyDirectory(world), clock, new VerifierOptions());
        var s3 = new S3Door(door, new SignatureVerifier(new KeyDirectory(world), clock, new VerifierOptions { NormalizePath = false, AllowUnsignedPayload = true }));
        app.Use(new FederationDoor(world).ServeAsync);
        app.Use(s3.ServeAsync);
        app.UseAwsProtocols(table, verifier, new DispatchOptions());
        app.Run(new Controls(world, faults, counts).ServeAsync);
    }
}
