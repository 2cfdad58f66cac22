using System.Security.Cryptography;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.Tests.Server.Crashes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Kills the real server while it makes accounts, 4 times, and 1,000 times in long runs: each order has one account in the end. F-04.</summary>
[Trait("Ring", "Crash")]
public sealed class OrderCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int OrdersAtOnce = 4;

    /// <summary>The passing of a point that kills is drawn: the first of a creation takes the turn, the second calls, the others ask.</summary>
    private static readonly string[] Points =
    [
        "account.create.begun", "account.create.called", "account.create.ended", "account.move.called", "account.tag.begun", "account.govern.called", "account.finish.called",
        "writer.before-commit", "writer.after-commit",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("orders-").FullName;
    private readonly MasterKey _key = MasterKey.Make();
    private SimulatedAwsServer _aws = null!;
    private HallWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var simulation = new SimulationOptions { DataFile = Path.Combine(_folder, "aws.db"), Seed = 7, AccountQuota = 50_000 };
        _aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await _aws.StartAsync(Cancellation);
        _world = HallWorld.Plant(_aws.World);
        await File.WriteAllTextAsync(Path.Combine(_folder, "guildhall.json"), """{"order-poll":"1s","order-certainty":"2s"}""", Cancellation);
        await Open().MigrateAsync(Cancellation);
        await using var guildhall = await BesideAsync();
        var linked = await guildhall.LinkMaking.LinkAsync(new LinkWish(new AccountId(_world.Management), "us-east-1", _world.Aws.AccessKeyId, new Secret(_world.Aws.SecretAccessKey)), ActOrigin.Operator("test"), Cancellation);
        Assert.NotNull(linked.Value.Link);
        await using var db = guildhall.Database.Open();
        var settings = StoredSettings.Write(new() { Parent = _world.Engineering });
        await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example").SetProperty(x => x.Settings, settings), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Vendor19_7_F04_No_kill_loses_or_doubles_an_account()
    {
        var (seed, kills) = (CrashTests.Seed(), LongRun.Asked ? 1_000 : 4);
        var random = new Random(seed);
        output.WriteLine($"{kills} kills, seed {seed}");
        var ordered = new List<string>();
        for (var killed = 0; killed < kills;)
        {
            ordered.AddRange(await OrderAsync(Enumerable.Range(ordered.Count, OrdersAtOnce)));
            for (var n = 0; n < 5 && killed < kills; n++) killed += await KilledAsync($"{Points[random.Next(Points.Length)]}:{random.Next(1, 5)}", ordered);
        }

        Assert.True(await ServedAsync(fault: null, ordered), await ToldAsync(ordered));
        await ExpectAsync(ordered);
    }

    private async Task<int> KilledAsync(string fault, IReadOnlyList<string> orders) => await ServedAsync(fault, orders) ? 0 : 1;

    /// <summary>Serves until all orders have ended; false when it was killed before.</summary>
    private async Task<bool> ServedAsync(string? fault, IReadOnlyList<string> orders)
    {
        await using var guildhall = await GuildhallProcess.StartAsync(_folder, _key, fault, ["--aws-endpoint", _aws.Urls.First()]);
        for (var tries = 0; guildhall is { Ended: false } && tries < 600; tries++)
        {
            if ((await RowsAsync()).All(o => o.State == nameof(OrderState.Active))) return true;
            await Task.Delay(100, Cancellation);
        }

        Assert.True(fault is null || guildhall is not { Ended: false }, await ToldAsync(orders));
        return false;
    }

    private async Task<IReadOnlyList<string>> OrderAsync(IEnumerable<int> numbers)
    {
        await using var guildhall = await BesideAsync();
        var ids = new List<string>();
        foreach (var n in numbers)
        {
            var ordered = await guildhall.AccountOrders.OrderAsync(OrderReach.Operator("crash"), new OrderWish(new AccountOrder { Name = $"Crash {n % 3}" }, ClientKey: $"key-{n}"), Cancellation);
            Assert.False(ordered.Refused, ordered.Refused ? ordered.Problems[0].Message : "");
            ids.Add(ordered.Value.Row.Id);
        }

        return ids;
    }

    private async Task ExpectAsync(List<string> ordered)
    {
        var rows = await RowsAsync();
        Assert.Equal(ordered.Order(StringComparer.Ordinal), rows.Select(o => o.Id).Order(StringComparer.Ordinal));
        Assert.Equal(rows.Count, rows.Select(o => o.AccountId).Distinct().Count());
        await using var guildhall = await BesideAsync();
        var link = Assert.Single(await guildhall.Links.ListAsync(Cancellation));
        Assert.False((await guildhall.Syncs.SyncInTurnAsync(link.Id, new SyncWish(Afresh: true), Cancellation)).Refused);
        var made = (await guildhall.Accounts.ListAsync(OrderReach.Operator("crash"), new AccountFilter { Text = "aws+", Take = 100_000 }, Cancellation)).Value.Accounts;
        Assert.Equal(rows.Select(o => (o.AccountId, o.Email)).Order(), made.Select(a => ((string?)a.Id, a.Email)).Order());
        Assert.All(made, a => Assert.Equal(["Engineering"], a.Path));
    }

    private async Task<List<Guildhall.App.Store.Rows.OrderRow>> RowsAsync()
    {
        await using var db = Open().Open();
        return await db.Orders.AsNoTracking().ToListAsync(Cancellation);
    }

    private async Task<string> ToldAsync(IReadOnlyList<string> orders)
    {
        await using var db = Open().Open();
        var open = await db.Effects.AsNoTracking().Where(e => (int)e.State != 2).ToListAsync(Cancellation);
        return $"{orders.Count} orders; {string.Join("; ", open.Select(e => $"{e.Kind} {e.State} {e.Attempts} {e.ProblemCode} {e.Problem} {e.Progress}"))}";
    }

    private Database Open() => Database.Sqlite(Path.Combine(_folder, "guildhall.db"));

    private Task<Installation> BesideAsync() =>
        Installation.OpenAsync(new InstallationOptions(Open(), _key) { AwsEndpoint = new Uri(_aws.Urls.First()) }, NullLoggerFactory.Instance, Cancellation);
}
