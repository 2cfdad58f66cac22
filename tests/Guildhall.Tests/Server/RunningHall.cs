using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Server.Hosting;
using Guildhall.Server.Ui.SignIn;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Cli;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server;

/// <summary>
/// A whole Guildhall on a real port with a database of its own, linked to a simulated AWS on another real port. Tests knock at its front door with
/// signed HTTP or with the AWS CLI.
/// </summary>
public sealed class RunningHall : IAsyncDisposable
{
    /// <summary>The real number of rounds would cost every test that signs in a good part of its time.</summary>
    private static readonly PasswordHashing QuickPasswords = FrameworkPasswords.WithRounds(1_000);

    /// <summary>What takes AWS a second or more of the tests' time, unless a fault delays it.</summary>
    private static readonly TimeSpan Quickly = TimeSpan.FromMilliseconds(200);

    /// <summary>No test waits for a reading by itself.</summary>
    internal static readonly TimeSpan SyncInterval = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly string? _connection;
    private readonly SimulatedAwsServer _aws;
    private readonly List<Browsing> _visitors = [];

    private RunningHall(string folder, string? connection, SimulatedAwsServer aws, GuildhallHost host, HallWorld world) =>
        (_folder, _connection, _aws, Host, World) = (folder, connection, aws, host, world);

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
    /// <param name="log">Gets everything that is logged, at all levels; nothing is when null.</param>
    /// <param name="clock">The time at AWS; the machine's when null.</param>
    public static async Task<RunningHall> StartAsync(
        PostgresDatabase? postgres = null, Func<InstallationOptions, InstallationOptions>? with = null, bool integrated = true, ILoggerProvider? log = null, TimeProvider? clock = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("hall-").FullName;
        var (awsFile, file) = (Path.Combine(folder, "aws.db"), Path.Combine(folder, "guildhall.db"));
        var linked = await FindLinkedAsync(postgres, with, integrated, log);
        if (linked is not null) await linked.CopyAwsAsync(awsFile, cancellation);
        var aws = BuildAws(awsFile, clock ?? TimeProvider.System);
        await aws.StartAsync(cancellation);
        var world = linked?.World ?? HallWorld.Plant(aws.World, integrated);
        var connection = postgres is null ? null : linked is null ? await postgres.ConnectMigratedAsync() : await linked.ConnectAsync(postgres);
        if (postgres is null && linked is not null) await linked.CopyDatabaseAsync(file, cancellation);
        var database = connection is null ? Database.Sqlite(file) : Database.Postgres(connection);
        if (linked is null) await database.MigrateAsync(cancellation);
        var options = new InstallationOptions(database, linked?.MasterKey ?? MasterKey.Make()) { Passwords = QuickPasswords, SecondFactor = SecondFactorRule.Optional, AwsEndpoint = new Uri(aws.Urls.First()), SyncInterval = SyncInterval };
        var guildhall = await Installation.OpenAsync(with?.Invoke(options) ?? options, log is null ? NullLoggerFactory.Instance : LoggerFactory.Create(Everything), cancellation);
        var host = GuildhallHost.Build(guildhall, log is null ? new HostSettings() : new HostSettings { Logging = Everything }, "http://127.0.0.1:0");
        if (linked is null) await LinkedHall.LinkAsync(guildhall, world);
        guildhall.Marketplaces.Publish(HallWorld.Catalogue);
        await host.StartAsync(cancellation);
        return new RunningHall(folder, connection, aws, host, world);

        void Everything(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
    }

    /// <summary>Somebody with one role and the password <see cref="Browsing.Password"/>, named by the address unless told otherwise.</summary>
    public async Task AddPersonAsync(string email, string role, string account, string? name = null)
    {
        var made = await Guildhall.People.CreateAsync(email, name ?? email.Split('@')[0], [new GivenRole(role, new AccountId(account))], new Secret(Browsing.Password), TestContext.Current.CancellationToken);
        Assert.False(made.Refused, made.Refused ? made.Problems[0].Message : "");
    }

    /// <summary>A new visitor, signed in as somebody who was added; the hall ends the visit when it ends.</summary>
    public async Task<Browsing> SignedInAsync(string email)
    {
        var visitor = new Browsing(Url);
        _visitors.Add(visitor);
        await visitor.SignInAsync(email);
        return visitor;
    }

    /// <summary>Adds somebody and signs them in.</summary>
    public async Task<Browsing> SignedInAsync(string email, string role, string account)
    {
        await AddPersonAsync(email, role, account);
        return await SignedInAsync(email);
    }

    /// <summary>The same for somebody with several roles for one account.</summary>
    public async Task<Browsing> SignedInWithAsync(string email, string account, params IEnumerable<string> roles)
    {
        var made = await Guildhall.People.CreateAsync(email, email.Split('@')[0], [.. roles.Select(role => new GivenRole(role, new AccountId(account)))], new Secret(Browsing.Password), TestContext.Current.CancellationToken);
        Assert.False(made.Refused, made.Refused ? made.Problems[0].Message : "");
        return await SignedInAsync(email);
    }

    /// <summary>The command line beside this hall: its data folder, its database, its AWS.</summary>
    internal Terminal Terminal()
    {
        var environment = new Dictionary<string, string> { ["GUILDHALL_DATA"] = _folder, ["GUILDHALL_MASTER_KEY"] = Guildhall.Options.MasterKey.ToBase64(), ["GUILDHALL_AWS_ENDPOINT"] = AwsUrl };
        if (_connection is not null) (environment["GUILDHALL_DATABASE"], environment["GUILDHALL_CONNECTION"]) = ("postgres", _connection);
        return new Terminal(environment);
    }

    /// <summary>A new key of an account's administrator in the simulated AWS.</summary>
    public SigningCredentials MemberKey(string account) => _aws.World.Seed(seed =>
    {
        seed.User(account, "admin", "AdministratorAccess");
        var key = seed.Key(account, "admin");
        return new SigningCredentials(key.AccessKeyId, key.SecretAccessKey);
    });

    /// <summary>A new key of a new user of an account, who may do what a policy allows.</summary>
    public async Task<SigningCredentials> UserKeyAsync(string account, string name, string policy)
    {
        var administrator = MemberKey(account);
        var key = _aws.World.Seed(seed =>
        {
            seed.User(account, name);
            return seed.Key(account, name);
        });
        using var http = HallCaller.Signed(administrator, "iam");
        await CallAsync(new() { ["Action"] = "CreatePolicy", ["PolicyName"] = name, ["PolicyDocument"] = policy });
        await CallAsync(new() { ["Action"] = "AttachUserPolicy", ["UserName"] = name, ["PolicyArn"] = $"arn:aws:iam::{account}:policy/{name}" });
        return new SigningCredentials(key.AccessKeyId, key.SecretAccessKey);

        async Task CallAsync(Dictionary<string, string> parameters)
        {
            using var form = new FormUrlEncodedContent(parameters.Append(KeyValuePair.Create("Version", "2010-05-08")));
            using var answer = await http.PostAsync(AwsUrl, form, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    /// <summary>A new account of the simulated AWS that belongs to no organization, with a key of an administrator in it.</summary>
    public (string Account, SigningCredentials Key) FreshAccount(string name) => _aws.World.Seed(seed =>
    {
        var account = seed.Account(name, $"{name.ToLowerInvariant()}@fresh.example");
        seed.User(account, "guildhall-api", "AdministratorAccess");
        var key = seed.Key(account, "guildhall-api");
        return (account, new SigningCredentials(key.AccessKeyId, key.SecretAccessKey));
    });

    /// <summary>A new account of the simulated AWS that belongs to no organization and has no users, with the key of its root user.</summary>
    public (string Account, SigningCredentials Root) UntouchedAccount(string name) => _aws.World.Seed(seed =>
    {
        var account = seed.Account(name, $"{name.ToLowerInvariant()}@fresh.example");
        var key = seed.Key(account);
        return (account, new SigningCredentials(key.AccessKeyId, key.SecretAccessKey));
    });

    /// <summary>A second organization, made as the first, with a stand-alone account that is not linked.</summary>
    public async Task<HallWorld> LinkAnotherAsync(string company, string alone)
    {
        var another = HallWorld.Plant(_aws.World, company: company, alone: alone);
        await LinkedHall.LinkAsync(Guildhall, another.Management, another.Aws, main: false);
        return another;
    }

    /// <summary>Reads the organization now.</summary>
    public async Task SyncAsync()
    {
        var link = (await Guildhall.Links.FindAsync(World.Management, TestContext.Current.CancellationToken))!;
        var synced = await Guildhall.Syncs.SyncAsync(link.Id, TestContext.Current.CancellationToken);
        Assert.False(synced.Refused, synced.Refused ? synced.Problems[0].Message : "");
    }

    /// <summary>Calls Organizations of the simulated AWS with a key, that of the management account when none is given.</summary>
    public async Task<string> SimulateAsync(string operation, object input, SigningCredentials? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AwsUrl) { Content = new StringContent(JsonSerializer.Serialize(input), Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"AWSOrganizationsV20161128.{operation}");
        using var http = HallCaller.Signed(key ?? World.Aws, "organizations");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return body;
    }

    /// <summary>Calls the simulated IAM as the holder of a key; gives its XML.</summary>
    public async Task<string> IamAsync(SigningCredentials key, string action, params IEnumerable<(string Name, string Value)> parameters)
    {
        using var http = HallCaller.Signed(key, "iam");
        using var form = new FormUrlEncodedContent([new("Action", action), new("Version", "2010-05-08"), .. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))]);
        using var answer = await http.PostAsync(AwsUrl, form, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body);
        return body;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors) visitor.Dispose();
        await Host.StopAsync(CancellationToken.None);
        await Host.DisposeAsync();
        await _aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The simulated AWS of a hall, not started yet.</summary>
    internal static SimulatedAwsServer BuildAws(string file, TimeProvider clock) => SimulatedAwsServer.Build(
        new SimulationOptions { DataFile = file, Seed = 7, AccountQuota = 1_000, CreationTime = Quickly, ClosingTime = Quickly }, clock, RandomNumberGenerator.Create(), "http://127.0.0.1:0");

    /// <summary>What it may begin with; null for a hall of which all is logged, or with a time of its own.</summary>
    private static async Task<LinkedHall?> FindLinkedAsync(PostgresDatabase? postgres, Func<InstallationOptions, InstallationOptions>? with, bool integrated, ILoggerProvider? log)
    {
        if (log is not null) return null;
        var linked = await LinkedHall.OfAsync(postgres, integrated);
        var bare = new InstallationOptions(Database.Sqlite(""), linked.MasterKey);
        return linked.Suits((with?.Invoke(bare) ?? bare).Clock) ? linked : null;
    }
}
