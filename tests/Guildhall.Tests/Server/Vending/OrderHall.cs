using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>A hall whose organization makes accounts, with short pauses between two looks at AWS.</summary>
public abstract class OrderHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    /// <summary>How long AWS is only looked at here after a call of unknown outcome.</summary>
    public static readonly TimeSpan Certainty = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static OrderReach Operator => OrderReach.Operator("test");

    public AccountOrders Orders => Hall.Guildhall.AccountOrders;

    protected override async Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        await RunningHall.StartAsync(database, options => options with { OrderPoll = TimeSpan.FromMilliseconds(200), OrderCertainty = Certainty });

    protected override async Task PrepareAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example"), Cancellation);
    }

    public static OrderWish Wish(string name, string? key = null, string? parent = null, string? email = null) => new(new AccountOrder { Name = name, Parent = parent, Email = email }, ClientKey: key);

    public async Task<OrderView> OrderAsync(OrderWish wish)
    {
        var ordered = await Orders.OrderAsync(Operator, wish, Cancellation);
        Assert.False(ordered.Refused, ordered.Refused ? ordered.Problems[0].Message : "");
        return ordered.Value;
    }

    /// <summary>Waits until an order is as it should be.</summary>
    public async Task<OrderView> UntilAsync(string id, Func<OrderView, bool> reached)
    {
        for (var tries = 0; ; tries++)
        {
            var order = (await Hall.Guildhall.Orders.FindAsync(Operator, id, Cancellation)).Value;
            if (reached(order)) return order;
            Assert.True(tries < 600, $"{order.State}: {string.Join("; ", order.Steps.Select(s => $"{s.Kind} {s.State} {s.Attempts} {s.AwsCode} {s.Problem}"))}");
            await Task.Delay(100, Cancellation);
        }
    }

    public Task<OrderView> EndAsync(string id) => UntilAsync(id, order => order.State.Ended());

    /// <summary>Gives the management account's link a state.</summary>
    public async Task StateAsync(string state)
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, state), TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until nothing is done to an account any more by itself.</summary>
    public async Task<AccountView> RestAsync(string account)
    {
        for (var tries = 0; ; tries++)
        {
            var view = (await Hall.Guildhall.Accounts.FindAsync(Operator, account, Cancellation)).Value;
            var first = view.Steps.LastOrDefault(s => s.Open || s.Stuck);
            if (first is null or { Stuck: true }) return view;
            Assert.True(tries < 300, $"{first.Kind} {first.State} {first.Attempts} {first.AwsCode} {first.Problem}");
            await Task.Delay(100, Cancellation);
        }
    }

    /// <summary>Waits until something done to an account pauses after a trouble, and has the pause be over.</summary>
    public async Task EndPauseAsync(string account)
    {
        await using var db = Hall.Guildhall.Database.Open();
        var paused = db.Effects.Where(e => e.Subject == account && e.State == EffectState.Waiting && e.Problem != null);
        for (var tries = 0; await paused.ExecuteUpdateAsync(e => e.SetProperty(x => x.Due, DateTimeOffset.UtcNow), Cancellation) == 0; tries++)
        {
            Assert.True(tries < 300, "There was no trouble.");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>Something goes wrong with the next calls of an operation.</summary>
    public async Task FaultAsync(string operation, string kind, string? code = null, int count = 1, string? delay = null)
    {
        using var http = new HttpClient();
        var fault = new Dictionary<string, object> { ["operation"] = operation, ["kind"] = kind, ["probability"] = 1, ["count"] = count };
        if (code is not null) fault["code"] = code;
        if (delay is not null) fault["delay"] = delay;
        using var answer = await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", fault, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>AWS fails no more.</summary>
    public async Task ClearAsync()
    {
        using var http = new HttpClient();
        (await http.DeleteAsync($"{Hall.AwsUrl}/_simulation/faults", Cancellation)).EnsureSuccessStatusCode();
    }

    /// <summary>The accounts that AWS has under a name.</summary>
    public async Task<IReadOnlyList<JsonElement>> AccountsAsync(string name)
    {
        var found = new List<JsonElement>();
        for (string? token = ""; token is not null;)
        {
            var page = JsonElement.Parse(await Hall.SimulateAsync("ListAccounts", token.Length == 0 ? new { } : new { NextToken = token }));
            found.AddRange(page.GetProperty("Accounts").EnumerateArray().Where(a => a.GetProperty("Name").GetString() == name));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }

        return found;
    }
}

public sealed class SqliteOrderHall() : OrderHall(null);

public sealed class PostgresOrderHall(PostgresServer server) : OrderHall(new PostgresDatabase(server));
