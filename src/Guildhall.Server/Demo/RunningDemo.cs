using System.Security.Cryptography;
using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Server.Hosting;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Server.Demo;

/// <summary>The size asked for; what was not given is taken from the folder, or the default.</summary>
internal sealed record DemoRequest(int? Products, int? Accounts, int? Seed)
{
    public DemoSize Or(DemoSize size) => new(Products ?? size.Products, Accounts ?? size.Accounts, Seed ?? size.Seed);
}

/// <summary>A demo with both servers running. contract.md 1 to 3.</summary>
internal sealed class RunningDemo : IAsyncDisposable
{
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(2);

    private readonly SimulatedAwsServer _aws;
    private readonly GuildhallHost _host;
    private readonly DemoGuide _guide;

    private RunningDemo(SimulatedAwsServer aws, GuildhallHost host, DemoGuide guide) => (_aws, _host, _guide) = (aws, host, guide);

    /// <summary>What a newcomer reads: where to look and what to type.</summary>
    public string Welcome => DemoWelcome.Of(_guide);

    /// <summary>Starts both servers and fills what is not there yet. Refused: a size other than the folder's, or one out of range.</summary>
    public static async Task<Result<RunningDemo>> StartAsync(DataFolder folder, Settings settings, DemoRequest asked, int port, int awsPort, CancellationToken cancellation)
    {
        if (asked.Or(DemoSize.Default).Check() is { } wrong) return wrong;
        var key = new MasterKeySource.InFile(Opening.DemoKeyFile(folder), MayMake: true);
        if (key.Prepare() is { } missing) return missing;
        var aws = SimulatedAwsServer.Build(Simulation(folder, asked.Or(DemoSize.Default)), TimeProvider.System, RandomNumberGenerator.Create(), $"http://127.0.0.1:{awsPort}");
        var world = DemoWorld.Find(aws.World);
        if (world is not null && asked.Or(world.Size) != world.Size)
        {
            await aws.DisposeAsync();
            return Problem.Conflict("DEMO_DIFFERS", $"'{folder.Path}' holds a demo of {world.Size.Products} products, {world.Size.Accounts} accounts and seed {world.Size.Seed}; use another folder for another one.");
        }

        world ??= DemoWorld.Plant(aws.World, asked.Or(DemoSize.Default));
        await aws.StartAsync(cancellation);
        return await StartAsync(folder, settings, world, key, aws, port, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Running.StopLimit);
        await _host.StopAsync(limit.Token);
        await _host.DisposeAsync();
        await _aws.StopAsync(limit.Token);
        await _aws.DisposeAsync();
    }

    private static async Task<Result<RunningDemo>> StartAsync(
        DataFolder folder, Settings settings, DemoWorld world, MasterKeySource.InFile key, SimulatedAwsServer aws, int port, CancellationToken cancellation)
    {
        var logs = LoggerFactory.Create(Running.Logging);
        var awsUrl = aws.Urls.First();
        await Migration.RunAsync(settings, folder, cancellation);
        var database = settings.Open(folder);
        var fitting = MasterKeySource.Open(key, database);
        if (fitting.Refused)
        {
            await aws.DisposeAsync();
            return fitting.Problems;
        }

        var options = Opening.Options(settings, database, fitting.Value) with
        {
            AwsEndpoint = new Uri(awsUrl),
            LogosFromLoopback = true,
            WebhookHosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "127.0.0.1", "localhost" },
            SecondFactor = SecondFactorRule.Optional,
            SyncInterval = SyncInterval,
            Reading = new ReadingOptions { WalkEvery = TimeSpan.Zero },
        };
        var users = await FillAsync(options with { Ids = new SeededIds(world.Size.Seed), ChangeSetDelay = TimeSpan.Zero }, world, aws.World, logs, cancellation);
        var guildhall = await Installation.OpenAsync(options, logs, cancellation);
        var host = GuildhallHost.Build(guildhall, Opening.HostOf(settings, Running.Logging), $"http://127.0.0.1:{port}");
        await host.StartAsync(cancellation);
        var guide = Guide(world, host.Urls.First(), awsUrl, users);
        guide.Write(folder);
        return new RunningDemo(aws, host, guide);
    }

    /// <summary>Fills what is missing, with ids from the seed, so that two demos of one seed have the same ids.</summary>
    private static async Task<IReadOnlyList<DemoUser>> FillAsync(InstallationOptions options, DemoWorld world, World aws, ILoggerFactory logs, CancellationToken cancellation)
    {
        await using var guildhall = await Installation.OpenAsync(options, logs, cancellation);
        var marketplace = new DemoMarketplace(guildhall, world);
        await marketplace.LinkAsync(cancellation);
        await DemoCatalogue.ImportAsync(guildhall, world.Size, [world.BuyerAccountId, world.ManagementAccountId], cancellation);
        var users = await DemoUsers.MakeAsync(guildhall, world, cancellation);
        await marketplace.PopulateAsync(users, cancellation);
        if (!DemoBilling.IsPlanted(aws)) DemoBilling.Plant(aws, world, await marketplace.BuyAsync(users, cancellation), marketplace.Products);
        return users;
    }

    private static SimulationOptions Simulation(DataFolder folder, DemoSize size) =>
        new() { DataFile = folder.File(SimulateAws.DataFile), Seed = (ulong)size.Seed, AccountQuota = size.Accounts + 1_000 };

    private static DemoGuide Guide(DemoWorld world, string url, string awsUrl, IReadOnlyList<DemoUser> users) => new(
        url, awsUrl, world.OrganizationId, world.RootId, world.ManagementAccountId, world.DelegatedAdministratorAccountId, world.BuyerAccountId,
        world.StandaloneAccount.AccountId, world.Aws, world.FreshAccount, users);
}
