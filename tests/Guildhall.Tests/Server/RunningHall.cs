using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Server.Hosting;
using Guildhall.Server.Ui.SignIn;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server;

/// <summary>
/// A whole Guildhall on a real port with a database of its own, linked to a simulated AWS on another real port. Tests knock at its front door with
/// signed HTTP or with the AWS CLI.
/// </summary>
public sealed class RunningHall : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SimulatedAwsServer _aws;

    private RunningHall(string folder, SimulatedAwsServer aws, GuildhallHost host, HallWorld world) => (_folder, _aws, Host, World) = (folder, aws, host, world);

    public GuildhallHost Host { get; }

    public Installation Guildhall => Host.Installation;

    /// <summary>The ids and keys of the simulated AWS.</summary>
    public HallWorld World { get; }

    /// <summary>The data folder, for commands beside it.</summary>
    public string Folder => _folder;

    public string Url => Host.Urls.First();

    public string AwsUrl => _aws.Urls.First();

    /// <summary>An organization (Engineering with Platform below, Finance), linked and synced, a stand-alone account, and five products.</summary>
    /// <param name="postgres">Where its database is; SQLite when null.</param>
    /// <param name="with">Changes the options.</param>
    /// <param name="integrated">Whether the organization has trusted access, the role and a delegated administrator.</param>
    public static async Task<RunningHall> StartAsync(PostgresDatabase? postgres = null, Func<InstallationOptions, InstallationOptions>? with = null, bool integrated = true)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("hall-").FullName;
        var simulation = new SimulationOptions { DataFile = Path.Combine(folder, "aws.db"), Seed = 7, AccountQuota = 1_000 };
        var aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await aws.StartAsync(cancellation);
        var world = HallWorld.Plant(aws.World, integrated);
        var database = postgres is null ? Database.Sqlite(Path.Combine(folder, "guildhall.db")) : Database.Postgres(await postgres.ConnectAsync());
        await database.MigrateAsync(cancellation);
        var options = new InstallationOptions(database, MasterKey.Make()) { Passwords = FrameworkPasswords.Hashing, SecondFactor = SecondFactorRule.Optional, AwsEndpoint = new Uri(aws.Urls.First()), SyncInterval = TimeSpan.FromHours(1) };
        var guildhall = await Installation.OpenAsync(with?.Invoke(options) ?? options, NullLoggerFactory.Instance, cancellation);
        var host = GuildhallHost.Build(guildhall, new HostSettings(), "http://127.0.0.1:0");
        var hall = new RunningHall(folder, aws, host, world);
        await hall.LinkAsync(world.Management, world.Aws, cancellation);
        await hall.LinkAsync(world.Standalone, world.StandaloneKey, cancellation);
        guildhall.Marketplaces.Publish(HallWorld.Catalogue);
        await host.StartAsync(cancellation);
        return hall;
    }

    /// <summary>A new key of a user with built-in policies.</summary>
    public async Task<HallCaller> CallerAsync(string account, string user, params string[] policies)
    {
        var issued = await Guildhall.KeyIssuing.CreateAsync(new AccountId(account), user, [.. policies.Select(p => new AttachedPolicy(p))], TestContext.Current.CancellationToken);
        await Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        return new HallCaller(this, account, new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal()));
    }

    /// <summary>A new key of a user with a policy document of its own.</summary>
    public async Task<HallCaller> CallerWithPolicyAsync(string account, string user, string document)
    {
        var issued = await Guildhall.KeyIssuing.CreateAsync(new AccountId(account), user, [new AttachedPolicy("own", document)], TestContext.Current.CancellationToken);
        await Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        return new HallCaller(this, account, new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal()));
    }

    /// <summary>The management account's administrator.</summary>
    public Task<HallCaller> AdministratorAsync() => CallerAsync(World.Management, "admin", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");

    public Task<HallCaller> DelegatedAdministratorAsync() => CallerAsync(World.Delegated, "delegate", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");

    /// <summary>Somebody who may ask and buy, in an account of Engineering / Platform.</summary>
    public Task<HallCaller> BuyerAsync() => CallerAsync(World.Developer, "buyer", "AWSPrivateMarketplaceRequests", "GuildhallBuyer");

    /// <summary>A new key of an account's administrator in the simulated AWS.</summary>
    public SigningCredentials MemberKey(string account) => _aws.World.Seed(seed =>
    {
        seed.User(account, "admin", "AdministratorAccess");
        var key = seed.Key(account, "admin");
        return new SigningCredentials(key.AccessKeyId, key.SecretAccessKey);
    });

    /// <summary>Reads the organization now.</summary>
    public async Task SyncAsync()
    {
        var link = (await Guildhall.Links.FindAsync(World.Management, TestContext.Current.CancellationToken))!;
        var synced = await Guildhall.Syncs.SyncAsync(link.Id, TestContext.Current.CancellationToken);
        Assert.False(synced.Refused, synced.Refused ? synced.Problems[0].Message : "");
    }

    /// <summary>Calls Organizations of the simulated AWS with the management account's key.</summary>
    public async Task<string> SimulateAsync(string operation, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AwsUrl) { Content = new StringContent(JsonSerializer.Serialize(input), Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"AWSOrganizationsV20161128.{operation}");
        using var http = HallCaller.Signed(World.Aws, "organizations");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync(CancellationToken.None);
        await Host.DisposeAsync();
        await _aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task LinkAsync(string account, SigningCredentials key, CancellationToken cancellation)
    {
        var linked = await Guildhall.Links.LinkAsync(new LinkDraft(new AccountId(account), "us-east-1", key.AccessKeyId, new Secret(key.SecretAccessKey)), cancellation);
        Assert.False(linked.Refused, linked.Refused ? linked.Problems[0].Message : "");
        Assert.NotNull(linked.Value.Link);
    }
}
