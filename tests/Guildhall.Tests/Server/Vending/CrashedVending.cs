using System.Security.Cryptography;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Tests.Server.Crashes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Vending;

/// <summary>A data folder with a linked organization, served by real processes that are killed or frozen, and an AWS that outlives them.</summary>
internal sealed class CrashedVending : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orders-").FullName;
    private readonly MasterKey _key = MasterKey.Make();
    private readonly SimulatedAwsServer _aws;

    private readonly Database? _postgres;
    private readonly string[] _arguments = [];

    private CrashedVending(string? postgres)
    {
        if (postgres is not null) (_postgres, _arguments) = (Database.Postgres(postgres), ["--database", "postgres", "--connection", postgres]);
        var simulation = new SimulationOptions { DataFile = Path.Combine(_folder, "aws.db"), Seed = 7, AccountQuota = 50_000 };
        _aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
    }

    public World Aws => _aws.World;

    public Uri AwsUrl => new(_aws.Urls.First());

    private IEnumerable<string> Arguments => [.. _arguments, "--aws-endpoint", AwsUrl.ToString()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>On SQLite in its folder, or on a database of PostgreSQL.</summary>
    public static async Task<CrashedVending> StartAsync(string? postgres = null)
    {
        var vending = new CrashedVending(postgres);
        await vending._aws.StartAsync(Cancellation);
        await vending.LinkAsync(HallWorld.Plant(vending._aws.World, quota: 50_000));
        return vending;
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Serves until it is done; false when it was killed before. Whatever does not end within a minute fails the test.</summary>
    public async Task<bool> ServedAsync(string? fault, Func<Task<bool>> isDone)
    {
        await using var guildhall = await GuildhallProcess.StartAsync(_folder, _key, fault, Arguments);
        for (var tries = 0; guildhall is { Ended: false } && tries < 600; tries++)
        {
            if (await isDone()) return true;
            await Task.Delay(100, Cancellation);
        }

        Assert.True(fault is null || guildhall is not { Ended: false }, await ToldAsync());
        return false;
    }

    /// <summary>A server that goes on until it is disposed of; each of several has a folder of its own.</summary>
    public async Task<GuildhallProcess> ServeAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.Copy(SettingsIn(_folder), SettingsIn(folder), overwrite: true);
        return await GuildhallProcess.ServeAsync(folder, _key, Arguments);
    }

    /// <summary>Gives orders in a process beside the server.</summary>
    public async Task<IReadOnlyList<string>> OrderAsync(IEnumerable<OrderWish> wishes)
    {
        await using var guildhall = await BesideAsync();
        var ids = new List<string>();
        foreach (var wish in wishes)
        {
            var ordered = await guildhall.AccountOrders.OrderAsync(OrderReach.Operator("crash"), wish, Cancellation);
            Assert.False(ordered.Refused, ordered.Refused ? ordered.Problems[0].Message : "");
            ids.Add(ordered.Value.Row.Id);
        }

        return ids;
    }

    public async Task<List<OrderRow>> RowsAsync()
    {
        await using var db = Open().Open();
        return await db.Orders.AsNoTracking().ToListAsync(Cancellation);
    }

    /// <summary>The accounts that AWS has by then with addresses of the pattern, read afresh: id, address and path.</summary>
    public async Task<IReadOnlyList<AccountView>> MadeAsync()
    {
        await using var guildhall = await BesideAsync();
        var link = Assert.Single(await guildhall.Links.ListAsync(Cancellation));
        Assert.False((await guildhall.Syncs.SyncInTurnAsync(link.Id, new SyncWish(Afresh: true), Cancellation)).Refused);
        return (await guildhall.Accounts.ListAsync(OrderReach.Operator("crash"), new AccountFilter { Text = "aws+", Take = 100_000 }, Cancellation)).Value.Accounts;
    }

    /// <summary>What is still open, for whoever has to find out why.</summary>
    public async Task<string> ToldAsync()
    {
        await using var db = Open().Open();
        var open = await db.Effects.AsNoTracking().Where(e => (int)e.State != 2).ToListAsync(Cancellation);
        return $"{await db.Orders.CountAsync(Cancellation)} orders; {string.Join("; ", open.Select(e => $"{e.Kind} {e.State} {e.Attempts} {e.ProblemCode} {e.Problem} {e.Progress}"))}";
    }

    /// <summary>Lets the time pass after which a process that shows no life has lost what it worked on.</summary>
    public async Task OutliveLeasesAsync()
    {
        await using var db = Open().Open();
        await db.Effects.Where(e => e.State == EffectState.Calling).ExecuteUpdateAsync(e => e.SetProperty(x => x.LeaseUntil, default(DateTimeOffset)), Cancellation);
    }

    public Task<Installation> BesideAsync() =>
        Installation.OpenAsync(new InstallationOptions(Open(), _key) { AwsEndpoint = AwsUrl }, NullLoggerFactory.Instance, Cancellation);

    private async Task LinkAsync(HallWorld world)
    {
        await File.WriteAllTextAsync(SettingsIn(_folder), """{"order-poll":"1s","invitation-poll":"1s","order-certainty":"2s"}""", Cancellation);
        await Open().MigrateAsync(Cancellation);
        await using var guildhall = await BesideAsync();
        var linked = await guildhall.LinkMaking.LinkAsync(new LinkWish(new AccountId(world.Management), "us-east-1", world.Aws.AccessKeyId, new Secret(world.Aws.SecretAccessKey)), ActOrigin.Operator("test"), Cancellation);
        Assert.NotNull(linked.Value.Link);
        await using var db = guildhall.Database.Open();
        var settings = StoredSettings.Write(new() { Parent = world.Engineering });
        await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example").SetProperty(x => x.Settings, settings), Cancellation);
    }

    private static string SettingsIn(string folder) => Path.Combine(folder, "guildhall.json");

    private Database Open() => _postgres ?? Database.Sqlite(Path.Combine(_folder, "guildhall.db"));
}
