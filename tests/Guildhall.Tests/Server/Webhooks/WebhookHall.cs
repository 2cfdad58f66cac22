using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Domain.Delivery;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>A hall that sends events to receivers on loopback and soon tries again, with two experiences to change.</summary>
public abstract class WebhookHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    /// <summary>Tried again within a fifth of a second, and for long enough that no test sees the end unless it asks for it.</summary>
    protected virtual DeliveryRule Rule { get; } =
        new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), 10_000, TimeSpan.FromHours(1), TimeSpan.FromHours(1)) { Answer = TimeSpan.FromSeconds(2) };

    private static int _names;

    public HallCaller Administrator { get; private set; } = null!;

    public HallCaller Stranger { get; private set; } = null!;

    /// <summary>Two experiences.</summary>
    public string One { get; private set; } = "";

    public string Other { get; private set; } = "";

    protected override async Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        await RunningHall.StartAsync(database, options => options with { WebhookHosts = new HashSet<string> { "127.0.0.1" }, Deliveries = Rule });

    protected override async Task PrepareAsync()
    {
        Administrator = await Hall.AdministratorAsync();
        Stranger = await Hall.CallerAsync(World.Standalone, "owner", "GuildhallAdministrator");
        One = await Administrator.ExperienceAsync("One", [], [], live: false);
        Other = await Administrator.ExperienceAsync("Other", [], [], live: false);
    }

    /// <summary>A webhook of the organization; its id and secret.</summary>
    public async Task<(string Id, string Secret)> AddAsync(string url, string[]? events = null, string? experience = null, string? name = null)
    {
        var answer = await Administrator.PostAsync("/api/v1/webhooks", new { name = name ?? $"Receiver {Interlocked.Increment(ref _names)}", url, events = events ?? ["Change Set *"], experience });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
        return (answer.Json["webhook"]!["id"]!.GetValue<string>(), answer.Text("secret"));
    }

    public async Task<JsonNode> ActAsync(string id, string act, object? body = null)
    {
        var answer = await Administrator.PostAsync($"/api/v1/webhooks/{id}/{act}", body ?? new { });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    public async Task<JsonNode> ShowAsync(string id) => (await Administrator.GetAsync($"/api/v1/webhooks/{id}")).Json;

    public async Task<JsonArray> DeliveriesAsync(string id, string query = "") => (await Administrator.GetAsync($"/api/v1/webhooks/{id}/deliveries{query}")).Json["deliveries"]!.AsArray();

    /// <summary>Waits until so many deliveries are kept as delivered: the receiver has them a moment before.</summary>
    public async Task<JsonArray> DeliveredAsync(string id, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var delivered = await DeliveriesAsync(id, "?state=delivered");
            if (delivered.Count >= count) return delivered;
            Assert.True(tries < 1_000, $"{delivered.Count} of {count} deliveries ended.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends the test's webhook, so that no other test pays for what it gets.</summary>
    public Task RemoveAsync(string id) => Administrator.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", "");

    /// <summary>Makes something happen to an experience; the name of the change set, which its event tells.</summary>
    public async Task<string> ChangeAsync(string experience)
    {
        var name = $"Change {Interlocked.Increment(ref _names)}";
        var started = await Administrator.PostAsync("/StartChangeSet", new
        {
            Catalog = "AWSMarketplace",
            ChangeSetName = name,
            ChangeSet = new[] { HallCaller.Change("UpdateExperience", experience, new { Description = name }) },
        });
        Assert.True(started.Status == HttpStatusCode.OK, started.Body);
        var ended = await Administrator.EndAsync(started.Text("ChangeSetId"));
        Assert.Equal("SUCCEEDED", ended["Status"]!.GetValue<string>());
        return name;
    }

    /// <summary>The same so many times, one after another.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(int count, params string[] experiences)
    {
        var names = new List<string>();
        for (var n = 0; n < count; n++) names.Add(await ChangeAsync(experiences[n % experiences.Length]));
        return names;
    }
}

public sealed class SqliteWebhookHall() : WebhookHall(null);

public sealed class PostgresWebhookHall(PostgresServer server) : WebhookHall(new PostgresDatabase(server));
