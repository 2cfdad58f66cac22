using System.Security.Cryptography;
using System.Text.Json;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.SimulatedAws;

/// <summary>A simulated AWS of a test's own, on a real port, by a clock that stands until it is advanced.</summary>
internal sealed class SimulatedCloud : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http = new();
    private readonly SimulatedAwsServer _server;

    private SimulatedCloud(SimulatedAwsServer server, TimeProvider clock) => (_server, Clock) = (server, clock);

    /// <summary>The clock that callers sign by; the world's is this one plus what it was advanced by.</summary>
    public TimeProvider Clock { get; }

    public World World => _server.World;

    public Uri Url => new(_server.Urls.Single());

    /// <summary>Starts one by a clock that stands at <see cref="Start"/>, or by the given one.</summary>
    public static async Task<SimulatedCloud> StartAsync(Func<SimulationOptions, SimulationOptions>? settings = null, TimeProvider? clock = null)
    {
        var options = new SimulationOptions { DataFile = ":memory:", Seed = 1 };
        clock ??= new FixedClock(Start);
        var server = SimulatedAwsServer.Build(settings?.Invoke(options) ?? options, clock, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new SimulatedCloud(server, clock);
    }

    /// <summary>A stand-alone account with the key of its root user.</summary>
    public CloudCaller Account(string email = "owner@example.com") => World.Seed(seed =>
    {
        var id = seed.Account("Owner", email);
        return new CloudCaller(this, id, seed.Key(id));
    });

    /// <summary>The management account of a new organization, with the key of its root user.</summary>
    public CloudOrganization Organization(int accountQuota = 10, string email = "management@example.com") => World.Seed(seed =>
    {
        var id = seed.Account("Management", email);
        var organization = seed.Organization(id, accountQuota);
        return new CloudOrganization(this, organization.Id, organization.RootId, new CloudCaller(this, id, seed.Key(id)));
    });

    /// <summary>A caller by a new key of an account's root user, or of a user that gets the policies.</summary>
    public CloudCaller Enter(string accountId, string? user = null, params string[] policies) => World.Seed(seed =>
    {
        if (user is not null) seed.User(accountId, user, policies);
        return new CloudCaller(this, accountId, seed.Key(accountId, user));
    });

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>A call below <c>/_simulation</c>, unsigned.</summary>
    public Task<HttpResponseMessage> ControlAsync(string path, object body) =>
        _http.PostAsJsonAsync(new Uri(Url, "/_simulation/" + path), body, TestContext.Current.CancellationToken);

    public async Task<JsonElement> CallsAsync() =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri(Url, "/_simulation/calls"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }
}

/// <summary>An organization and its management account.</summary>
internal sealed record CloudOrganization(SimulatedCloud Cloud, string Id, string RootId, CloudCaller Management)
{
    public string Unit(string name, string? parentId = null) => Cloud.World.Seed(seed => seed.Unit(Id, parentId ?? RootId, name));

    public string Member(string name, string? parentId = null) =>
        Cloud.World.Seed(seed => seed.Member(Id, parentId ?? RootId, name, name.ToLowerInvariant().Replace(' ', '.') + "@example.com"));
}
