using System.Security.Cryptography;
using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Upkeep;
using Guildhall.App.Upkeep.Backups;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Vending;

/// <summary>A data folder with a linked organization that is backed up and restored, and an AWS that knows nothing of it.</summary>
internal sealed class RestoredVending : IAsyncDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("restored-").FullName;
    private readonly MasterKey _key = MasterKey.Make();
    private readonly Settings _settings = new();
    private readonly HttpClient _http = new();
    private readonly SimulatedAwsServer _aws;

    private RestoredVending()
    {
        var simulation = new SimulationOptions { DataFile = ":memory:", Seed = 7, AccountQuota = 1_000, CreationTime = TimeSpan.FromMilliseconds(50) };
        _aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DataFolder Folder => DataFolder.At(Path.Combine(_place, "data"));

    private string Archive => Path.Combine(_place, "backup.zip");

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<RestoredVending> StartAsync()
    {
        var vending = new RestoredVending();
        await vending._aws.StartAsync(Cancellation);
        vending.Folder.Make();
        await Migration.RunAsync(vending._settings, vending.Folder, Cancellation);
        var world = HallWorld.Plant(vending._aws.World);
        await using var guildhall = await vending.OpenAsync();
        var wish = new LinkWish(new AccountId(world.Management), "us-east-1", world.Aws.AccessKeyId, new Secret(world.Aws.SecretAccessKey)) { Mode = LinkMode.Adopt };
        Assert.Equal(LinkStates.Active, (await guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator("test"), Cancellation)).Value.Link!.State);
        await using var db = guildhall.Database.Open();
        await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example"), Cancellation);
        return vending;
    }

    public Task<Installation> OpenAsync()
    {
        var options = new InstallationOptions(_settings.Open(Folder), _key)
        {
            AwsEndpoint = new Uri(_aws.Urls.First()),
            OrderPoll = TimeSpan.FromMilliseconds(100),
            OrderCertainty = TimeSpan.FromSeconds(1),
        };
        return Installation.OpenAsync(options, NullLoggerFactory.Instance, Cancellation);
    }

    public static async Task<string> OrderAsync(Installation guildhall, string name)
    {
        var ordered = await guildhall.AccountOrders.OrderAsync(OrderReach.Operator("test"), new OrderWish(new AccountOrder { Name = name }, ClientKey: name.Replace(' ', '-')), Cancellation);
        Assert.False(ordered.Refused, ordered.Refused ? ordered.Problems[0].Message : "");
        return ordered.Value.Row.Id;
    }

    /// <summary>Works until every order has ended; the account of each by its order's name.</summary>
    public static async Task<Dictionary<string, string?>> WorkAsync(Installation guildhall)
    {
        await guildhall.Effects.RunUntilAsync(async cancellation => !await AnyOpenAsync(guildhall, cancellation), Cancellation);
        await using var db = guildhall.Database.Open();
        var orders = await db.Orders.AsNoTracking().ToListAsync(Cancellation);
        Assert.All(orders, o => Assert.Contains(o.State, new[] { nameof(OrderState.Active), nameof(OrderState.Cancelled) }));
        return orders.Where(o => o.AccountId is not null).ToDictionary(o => o.Name, o => o.AccountId);
    }

    private static async Task<bool> AnyOpenAsync(Installation guildhall, CancellationToken cancellation)
    {
        await using var db = guildhall.Database.Open();
        return await db.Orders.AnyAsync(o => o.EndedAt == null, cancellation);
    }

    public async Task BackUpAsync() => Assert.False((await Backup.MakeAsync(_settings, Folder, Archive, Now, Cancellation)).Refused);

    public async Task RestoreAsync()
    {
        SqliteConnection.ClearAllPools();
        Assert.False((await Restore.RunAsync(_settings, Folder, Archive, Now, Cancellation)).Refused);
    }

    /// <summary>How often AWS was asked for an account, and how many it has.</summary>
    public async Task<(long Asked, int There)> MadeAsync()
    {
        var calls = await _http.GetFromJsonAsync<Dictionary<string, long>>($"{_aws.Urls.First()}/_simulation/calls", Cancellation);
        return (calls!.GetValueOrDefault("CreateAccount"), _aws.World.Look(state => state.Tables.Accounts.Count));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_place, recursive: true);
    }
}
