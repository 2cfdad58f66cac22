using System.Security.Cryptography;
using System.Text.Json;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Organizations;
using Guildhall.Domain.Organizations;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Tests.App.Cloud;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.App.Organizations;

/// <summary>An organization in a simulated AWS on a real port, and the reader that reads it through the guarded way out.</summary>
internal sealed class ReadingWorld : IAsyncDisposable
{
    private readonly SimulatedAwsServer _server;
    private readonly CallPacing _pacing;
    private readonly HttpClient _control = new();
    private readonly CredentialsSource _credentials;

    private ReadingWorld(SimulatedAwsServer server, SteppedClock clock, CallRates rates)
    {
        (_server, Clock) = (server, clock);
        Url = new Uri(server.Urls.Single());
        (Organization, Management, var key) = server.World.Seed(seed =>
        {
            var management = seed.Account("Management", "management@acme.example");
            return (seed.Organization(management, 100_000), management, seed.Key(management));
        });
        _pacing = new CallPacing(rates, clock);
        Handler = new WorkingHandler(clock, new GuardedHandler(OutboundSettings.For(Url)));
        _credentials = _ => ValueTask.FromResult(new SigningCredentials(key.AccessKeyId, key.SecretAccessKey));
        var access = new AwsAccess { Target = AwsTarget.Custom(Url)!, Credentials = AwsIdentities.Fixed(new SigningCredentials(key.AccessKeyId, key.SecretAccessKey)) };
        var connection = new AwsConnection(access, _pacing, Handler, clock, new SeededIds(3));
        (Organizations, Iam, Sts) = (new OrganizationsClient(connection), new IamClient(connection), new StsClient(connection));
    }

    public SteppedClock Clock { get; }

    public Uri Url { get; }

    public SeededOrganization Organization { get; }

    public string Management { get; }

    public World World => _server.World;

    public WorkingHandler Handler { get; }

    public OrganizationsClient Organizations { get; }

    public IamClient Iam { get; }

    public StsClient Sts { get; }

    public static async Task<ReadingWorld> StartAsync(Func<SimulationOptions, SimulationOptions>? settings = null, CallRates? rates = null)
    {
        var options = new SimulationOptions { DataFile = ":memory:", Seed = 1 };
        var clock = new SteppedClock();
        var server = SimulatedAwsServer.Build(settings?.Invoke(options) ?? options, clock, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new ReadingWorld(server, clock, rates ?? CallRates.Unlimited);
    }

    public string Unit(string name, string? parent = null) => World.Seed(seed => seed.Unit(Organization.Id, parent ?? Organization.RootId, name));

    public string Member(string name, string? parent = null) =>
        World.Seed(seed => seed.Member(Organization.Id, parent ?? Organization.RootId, name, $"{name.ToLowerInvariant()}@acme.example", withRoles: false));

    /// <summary>OUs in a tree of ten children each at most, and accounts spread over them; the management account is counted.</summary>
    public void Grow(int accounts, int units) => World.Seed(seed =>
    {
        var parents = new List<string> { Organization.RootId };
        for (var unit = 0; unit < units; unit++) parents.Add(seed.Unit(Organization.Id, parents[unit / 10], $"Unit {unit}"));
        for (var account = 1; account < accounts; account++)
            seed.Member(Organization.Id, parents[account % parents.Count], $"Account {account}", $"account{account}@acme.example", withRoles: false);
        return 0;
    });

    public void Integrate() => World.Seed(seed =>
    {
        seed.PrivateMarketplace(Organization.Id);
        return 0;
    });

    /// <summary>Reads to the end, from a given progress or a new one.</summary>
    public Task<ReadingOutcome> ReadAsync(
        Organization? known = null,
        DateTimeOffset? lastWalk = null,
        ReadingProgress? progress = null,
        Func<ReadingProgress, CancellationToken, Task>? save = null)
    {
        var options = new ReadingOptions { SaveEvery = 1 };
        var reader = new OrganizationReader(Organizations, Iam, options);
        progress ??= ReadingProgress.Begin(known, lastWalk, Clock.GetUtcNow(), options);
        return Clock.DriveAsync(reader.ReadAsync(progress, known, save ?? ((_, _) => Task.CompletedTask), TestContext.Current.CancellationToken));
    }

    /// <summary>What a complete reading makes of the organization.</summary>
    public async Task<Organization> LearnAsync(Organization? known = null, DateTimeOffset? lastWalk = null)
    {
        var outcome = await ReadAsync(known, lastWalk);
        Assert.True(outcome is ReadingOutcome.Complete, outcome.ToString());
        var complete = (ReadingOutcome.Complete)outcome;
        return Reconcile.With(known, complete.Picture) is Reconciliation.Changed changed ? changed.After : known!;
    }

    /// <summary>A user of the management account who may do everything; root users take no roles on.</summary>
    public SigningCredentials User() => World.Seed(seed =>
    {
        seed.User(Management, "guildhall", "AdministratorAccess");
        var key = seed.Key(Management, "guildhall");
        return new SigningCredentials(key.AccessKeyId, key.SecretAccessKey);
    });

    /// <summary>A connection with a key, which tries each call once.</summary>
    public AwsConnection Connection(SigningCredentials key) =>
        new(new AwsAccess { Target = AwsTarget.Custom(Url)!, Credentials = AwsIdentities.Fixed(key), Retry = RetryRule.Never }, _pacing, Handler, Clock, new SeededIds(4));

    /// <summary>A role of the management account that lets its users in who name an external ID; its ARN.</summary>
    public async Task<string> RoleAsync(string name, string externalId, SigningCredentials key)
    {
        var trust = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Management}}}:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"{{{externalId}}}"} } }]}""";
        using var signing = new SigningHandler(_ => ValueTask.FromResult(key), "us-east-1", "iam", Clock) { InnerHandler = new SocketsHttpHandler() };
        using var http = new HttpClient(signing);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Action"] = "CreateRole", ["Version"] = "2010-05-08", ["RoleName"] = name, ["AssumeRolePolicyDocument"] = trust });
        using var response = await http.PostAsync(Url, form, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return $"arn:aws:iam::{Management}:role/{name}";
    }

    /// <summary>A call of AWS Organizations that Guildhall itself does not make, as the organization's administrator would.</summary>
    public async Task<int> AdministerAsync(string operation, object input)
    {
        using var signing = new SigningHandler(_credentials, "us-east-1", "organizations", Clock) { InnerHandler = new SocketsHttpHandler() };
        using var http = new HttpClient(signing);
        using var content = JsonContent.Create(input, input.GetType(), new("application/x-amz-json-1.1"), JsonSerializerOptions.Default);
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = content };
        request.Headers.Add("X-Amz-Target", $"AWSOrganizationsV20161128.{operation}");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return 0;
    }

    public async Task FaultAsync(object fault) =>
        (await _control.PostAsJsonAsync(new Uri(Url, "/_simulation/faults"), fault, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Calls per operation since the start, as the simulation counted them.</summary>
    public async Task<Dictionary<string, long>> CallsAsync() =>
        (await _control.GetFromJsonAsync<Dictionary<string, long>>(new Uri(Url, "/_simulation/calls"), TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Handler.Dispose();
        _pacing.Dispose();
        _control.Dispose();
    }
}
