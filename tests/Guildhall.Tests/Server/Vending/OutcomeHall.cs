using System.Net;
using System.Text.Json;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Vending;

/// <summary>What somebody is to read of a thing that went wrong: a buyer, null for nothing, and a manager.</summary>
public sealed record Told(string Code, string? Buyer, string Manager);

/// <summary>A hall where AWS refuses things, with a buyer and an administrator who read why: on the pages, by the own API, and on the command line.</summary>
public sealed class OutcomeHall() : InvitationHall(null)
{
    private const string Api = "/api/v1/orders/";
    private const string Page = "/store/orders/";

    private Browsing _buyer = null!;
    private Browsing _manager = null!;

    public HallCaller Buyer { get; private set; } = null!;

    public HallCaller Manager { get; private set; } = null!;

    /// <summary>What was read otherwise than it should be; a test ends with none.</summary>
    public List<string> Otherwise { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        await RunningHall.StartAsync(database, options => options with { OrderPoll = TimeSpan.FromMilliseconds(50), InvitationPoll = TimeSpan.FromMilliseconds(200), OrderCertainty = TimeSpan.FromSeconds(1) });

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Buyer = await Hall.CallerAsync(World.Developer, "account-buyer", "GuildhallBuyer", "GuildhallAccountBuyer");
        Manager = await Hall.AdministratorAsync();
        _buyer = await Hall.SignedInAsync("bea@example.com", "AccountBuyer", World.Developer);
        _manager = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    /// <summary>An order of the buyer's, by the own API.</summary>
    public async Task<string> PlaceAsync(object order)
    {
        var placed = await Buyer.PostAsync("/api/v1/accounts", order);
        Assert.True(placed.Status == HttpStatusCode.OK, placed.Body);
        return placed.Text("orderId");
    }

    /// <summary>Buyer and manager read an order by the own API and on its page, each what is meant for them.</summary>
    public async Task ReadAsync(string order, Told told)
    {
        var buyer = (string?)(await Buyer.GetAsync(Api + order)).Json["problem"];
        var manager = (string?)(await Manager.GetAsync(Api + order)).Json["problem"];
        Expect(told.Buyer is null ? buyer is null : buyer?.StartsWith(told.Buyer, StringComparison.Ordinal) == true, $"{told.Code}: the API tells a buyer {buyer}");
        Expect(manager?.Contains(told.Manager, StringComparison.Ordinal) == true, $"{told.Code}: the API tells a manager {manager}");
        var (bought, managed) = (WebUtility.HtmlDecode((await _buyer.GetAsync(Page + order)).Html), await ManagersPageAsync(Page + order));
        Expect(bought.Contains(told.Buyer ?? "<h1>", StringComparison.Ordinal), $"{told.Code}: no word of it on the buyer's page");
        Expect(told.Buyer?.Contains(told.Manager, StringComparison.Ordinal) == true || !bought.Contains(told.Manager, StringComparison.Ordinal), $"{told.Code}: the buyer's page has the manager's words");
        Expect(manager is not null && managed.Contains(manager, StringComparison.Ordinal), $"{told.Code}: the manager's page lacks {manager}");
    }

    /// <summary>Has AWS refuse one call after another, each for an order of its own, which fails and is read by everybody.</summary>
    public async Task FailEachAsync(string operation, IEnumerable<Told> refusals, object order)
    {
        var orders = new Dictionary<string, Told>(StringComparer.Ordinal);
        foreach (var told in refusals)
        {
            await FaultAsync(operation, "fail", told.Code);
            var id = await PlaceAsync(order);
            Assert.Equal((told.Code, OrderState.Failed), (told.Code, (await EndAsync(id)).State));
            await ReadAsync(id, told);
            orders[id] = told;
        }

        var listed = (await CommandAsync("order", "list", "--state", "Failed")).EnumerateArray().ToDictionary(o => o.GetProperty("orderId").GetString()!, o => o.GetProperty("problem").GetString()!);
        foreach (var (id, told) in orders) Expect(listed[id].Contains(told.Manager, StringComparison.Ordinal), $"{told.Code}: the command line tells {listed[id]}");
        Assert.Empty(Otherwise);
    }

    /// <summary>What the command line tells of an order.</summary>
    public async Task<JsonElement> CommandAsync(params string[] command) => await Hall.Terminal().AnswerAsync(command);

    public async Task<string> ManagersPageAsync(string path) => WebUtility.HtmlDecode((await _manager.GetAsync(path)).Html);

    public void Expect(bool so, string otherwise)
    {
        if (!so) Otherwise.Add(otherwise);
    }

    /// <summary>From now on AWS refuses the operation with this code, and no other with any: no call slips in between.</summary>
    public async Task RefuseAsync(string operation, string code)
    {
        using var http = new HttpClient();
        (await http.PutAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", new { operation, kind = "fail", code, probability = 1, count = 1_000 }, Cancellation)).EnsureSuccessStatusCode();
    }
}
