using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Guildhall.App;
using Guildhall.App.Cloud;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Tests.App.Cloud;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using ThrottleTable = Guildhall.SimulatedAws.Simulation.ThrottleTable;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// An installation and an AWS with AWS's real rates, both on one clock that goes on to the next timer whenever nobody is at work: hours pass in seconds.
/// </summary>
internal sealed class SteppedVending : IAsyncDisposable
{
    /// <summary>So many looks, a millisecond apart, at a clock that nobody asks: then whoever seems to work waits for time to pass.</summary>
    private const int Quiet = 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("stepped-").FullName;
    private readonly CancellationTokenSource _stopping = new();
    private readonly MeterListener _requests = new();
    private readonly HttpClient _http = new();
    private readonly SimulatedAwsServer _aws;
    private Installation? _guildhall;
    private Task _driving = Task.CompletedTask;
    private Task _working = Task.CompletedTask;

    private SteppedVending(TimeSpan creationTime)
    {
        var options = new SimulationOptions { DataFile = ":memory:", Seed = 7, AccountQuota = 50_000, CreationTime = creationTime, Throttle = ThrottleTable.Aws };
        _aws = SimulatedAwsServer.Build(options, Clock, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
    }

    /// <summary>From now on: the SDK that sees to buckets signs by the machine's time.</summary>
    public SteppedClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public World Aws => _aws.World;

    public Installation Guildhall => _guildhall!;

    /// <summary>The linked organizations: their links and the ids of AWS.</summary>
    public ImmutableArray<(string Link, string Organization)> Organizations { get; private set; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Two organizations, linked, whose accounts are made in an organizational unit.</summary>
    public static async Task<SteppedVending> StartAsync(TimeSpan creationTime)
    {
        var vending = new SteppedVending(creationTime);
        await vending._aws.StartAsync(Cancellation);
        vending.Listen(new Uri(vending._aws.Urls.First()).Port);
        vending._driving = vending.DriveAsync();
        var database = Database.Sqlite(Path.Combine(vending._folder, "guildhall.db"));
        await database.MigrateAsync(Cancellation);
        var options = new InstallationOptions(database, MasterKey.Make()) { AwsEndpoint = new Uri(vending._aws.Urls.First()), Clock = vending.Clock, CallRates = CallRates.HalfOfAws };
        vending._guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, Cancellation);
        foreach (var name in new[] { "Acme", "Birch" }) vending.Organizations = vending.Organizations.Add(await vending.LinkAsync(name));
        return vending;
    }

    /// <summary>An order, a little later than the one before.</summary>
    public async Task OrderAsync(string name, string link)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(2));
        var ordered = await Guildhall.AccountOrders.OrderAsync(OrderReach.Operator("test"), new OrderWish(new AccountOrder { Name = name }, link), Cancellation);
        Assert.False(ordered.Refused, ordered.Refused ? ordered.Problems[0].Message : "");
    }

    public void Work() => _working = Guildhall.Effects.RunAsync(_stopping.Token);

    /// <summary>How often each operation of AWS was called.</summary>
    public async Task<Dictionary<string, long>> CallsAsync() => (await _http.GetFromJsonAsync<Dictionary<string, long>>($"{_aws.Urls.First()}/_simulation/calls", Cancellation))!;

    /// <summary>Every call of an operation is refused from now on.</summary>
    public async Task FaultAsync(string operation, string code) =>
        (await _http.PostAsJsonAsync($"{_aws.Urls.First()}/_simulation/faults", new { operation, kind = "fail", code }, Cancellation)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _driving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_guildhall is not null) await _guildhall.DisposeAsync();
        await _aws.DisposeAsync();
        (_http as IDisposable).Dispose();
        _requests.Dispose();
        _stopping.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(string Link, string Organization)> LinkAsync(string name)
    {
        var (management, organization, unit, key) = Aws.Seed(seed =>
        {
            var account = seed.Account(name, $"{name}@management.example");
            var founded = seed.Organization(account, 50_000);
            seed.PrivateMarketplace(founded.Id);
            seed.User(account, "guildhall-api", "AdministratorAccess");
            return (account, founded.Id, seed.Unit(founded.Id, founded.RootId, "Vended"), seed.Key(account, "guildhall-api"));
        });
        var wish = new LinkWish(new AccountId(management), "us-east-1", key.AccessKeyId, new Secret(key.SecretAccessKey)) { Mode = LinkMode.Adopt, Name = name };
        var linked = await Guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator("test"), Cancellation);
        Assert.True(!linked.Refused && linked.Value.Link is { State: LinkStates.Active }, linked.Refused ? linked.Problems[0].Message : linked.Value.Link?.LastProblem ?? string.Join(' ', linked.Value.Checks.Select(c => c.Message)));
        await using var db = Guildhall.Database.Open();
        var settings = StoredSettings.Write(new() { Parent = unit });
        await db.Links.Where(l => l.AccountId == management)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, $"{name}+%s@acme.example").SetProperty(x => x.Settings, settings), Cancellation);
        return (linked.Value.Link!.Id, organization);
    }

    /// <summary>Calls in flight hold the clock.</summary>
    private void Listen(int port)
    {
        _requests.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.active_requests" }) listener.EnableMeasurementEvents(instrument);
        };
        _requests.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "server.port", Value: int to } && to == port) Clock.Work((int)change);
            }
        });
        _requests.Start();
    }

    private async Task DriveAsync()
    {
        for (var (seen, quiet) = (0L, 0); !_stopping.IsCancellationRequested;)
        {
            await Task.Delay(1, CancellationToken.None);
            var touches = Clock.Touches;
            quiet = touches == seen && Clock.Busy == 0 ? quiet + 1 : 0;
            seen = touches;
            var works = _working.IsCompleted || Guildhall.Effects.UnderWay > 0;
            if (quiet < (works ? Quiet : 1)) continue;
            Clock.Step();
            quiet = 0;
        }
    }
}
