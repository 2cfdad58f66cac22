using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Server.Crashes;

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

    private CrashedVending _vending = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _vending = await CrashedVending.StartAsync();

    public ValueTask DisposeAsync() => _vending.DisposeAsync();

    [Fact]
    public async Task Vendor19_7_F04_No_kill_loses_or_doubles_an_account()
    {
        var (seed, kills) = (CrashTests.Seed(), LongRun.Asked ? 1_000 : 4);
        var random = new Random(seed);
        output.WriteLine($"{kills} kills, seed {seed}");
        var ordered = new List<string>();
        for (var killed = 0; killed < kills;)
        {
            ordered.AddRange(await _vending.OrderAsync(Enumerable.Range(ordered.Count, OrdersAtOnce).Select(n => new OrderWish(new AccountOrder { Name = $"Crash {n % 3}" }, ClientKey: $"key-{n}"))));
            for (var n = 0; n < 5 && killed < kills; n++) killed += await _vending.ServedAsync($"{Points[random.Next(Points.Length)]}:{random.Next(1, 5)}", AllActiveAsync) ? 0 : 1;
        }

        Assert.True(await _vending.ServedAsync(fault: null, AllActiveAsync), await _vending.ToldAsync());
        await ExpectAsync(ordered);
    }

    private async Task<bool> AllActiveAsync() => (await _vending.RowsAsync()).All(o => o.State == nameof(OrderState.Active));

    private async Task ExpectAsync(List<string> ordered)
    {
        var rows = await _vending.RowsAsync();
        Assert.Equal(ordered.Order(StringComparer.Ordinal), rows.Select(o => o.Id).Order(StringComparer.Ordinal));
        Assert.Equal(rows.Count, rows.Select(o => o.AccountId).Distinct().Count());
        var made = await _vending.MadeAsync();
        Assert.Equal(rows.Select(o => (o.AccountId, o.Email)).Order(), made.Select(a => ((string?)a.Id, a.Email)).Order());
        Assert.All(made, a => Assert.Equal(["Engineering"], a.Path));
    }
}
