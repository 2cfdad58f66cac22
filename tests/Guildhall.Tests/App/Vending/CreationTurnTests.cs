using Guildhall.App;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.App.Store;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.Vending;

/// <summary>Whose turn it is among the creations of a link, and what a retry by hand knows. vendor-integration.md 13.2, security.md 6.3 (5).</summary>
public abstract class CreationTurnTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    private static readonly RandomIds Ids = new();
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly MovedClock _clock = new();
    private Writer _writer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.MigrateAsync(Cancellation);
        _writer = new Writer(Database, new Marketplaces(), _clock, NullLogger<Writer>.Instance);
    }

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_order_that_waits_for_a_time_holds_no_newer_one_up_until_then()
    {
        for (var n = 0; n < CreationRule.AtOnce; n++) await PlacedAsync($"failed-{n}", new CreationProgress { InternalFailures = 1, AsksFrom = _clock.GetUtcNow() + Pause });
        await PlacedAsync("newer", new CreationProgress());
        Assert.True(await IsTurnOfAsync("newer"));
        _clock.Advance(Pause);
        Assert.False(await IsTurnOfAsync("newer"));
        Assert.True(await IsTurnOfAsync("failed-0"));
    }

    [Fact]
    public async Task A_turn_that_comes_free_wakes_who_waits_for_it_past_those_that_wait_for_a_time()
    {
        for (var n = 0; n < 8; n++) await PlacedAsync($"failed-{n}", new CreationProgress { InternalFailures = 1, AsksFrom = _clock.GetUtcNow() + Pause });
        await PlacedAsync("newer", new CreationProgress());
        var due = _clock.GetUtcNow() + Pause;
        await using (var db = Database.Open()) await db.Effects.ExecuteUpdateAsync(e => e.SetProperty(x => x.Due, due), Cancellation);
        await WrittenAsync(scope => CreationQueue.WakeNext(scope, "link-a"));
        Assert.True((await EntryAsync("newer")).Due < due);
        Assert.Equal(due, (await EntryAsync("failed-0")).Due);
    }

    [Fact]
    public async Task Calls_are_made_one_after_another_in_the_order_of_their_orders_and_at_the_pace()
    {
        await PlacedAsync("first", new CreationProgress());
        await PlacedAsync("second", new CreationProgress());
        Assert.False(await IsTurnOfAsync("first", pace: Pause));
        Assert.Equal((true, false), (await IsTurnOfAsync("first"), await IsTurnOfAsync("second")));
        await KnowsAsync("first", new CreationProgress { MayCall = true });
        Assert.False(await IsTurnOfAsync("second"));
        await KnowsAsync("first", new CreationProgress { MayCall = true, RequestId = "car-1" });
        Assert.True(await IsTurnOfAsync("second"));
    }

    [Fact]
    public async Task A_retry_after_an_attempt_that_was_cut_off_looks_before_it_calls()
    {
        await PlacedAsync("cut-off", new CreationProgress { MayCall = true, Ended = 1 });
        await SetAsync("cut-off", EffectState.Waiting, attempts: 2);
        Assert.Equal(CreationQuestion.Look, await RetriedAsync("cut-off"));

        await PlacedAsync("ended", new CreationProgress { MayCall = true, Ended = 2 });
        await SetAsync("ended", EffectState.Waiting, attempts: 2);
        Assert.Equal(CreationQuestion.Call, await RetriedAsync("ended"));
    }

    [Theory]
    [InlineData(EffectState.Failed)]
    [InlineData(EffectState.NeedsReview)]
    public async Task A_retry_by_hand_takes_its_turn(EffectState state)
    {
        await PlacedAsync("stuck", new CreationProgress { MayCall = true, AddressTaken = true, EverUnknown = true, Ended = 2 });
        await SetAsync("stuck", state, attempts: 2);
        for (var n = 0; n < CreationRule.AtOnce; n++) await PlacedAsync($"busy-{n}", new CreationProgress { MayCall = true, RequestId = $"car-{n}" });
        Assert.Equal(CreationQuestion.Turn, await RetriedAsync("stuck"));
        Assert.False(await IsTurnOfAsync("stuck"));
        await SetAsync("busy-0", EffectState.Done, attempts: 1);
        Assert.True(await IsTurnOfAsync("stuck"));
    }

    [Fact]
    public async Task A_retry_after_a_review_looks_once_its_turn_has_come()
    {
        await PlacedAsync("review", new CreationProgress { MayCall = true, UnknownAt = _clock.GetUtcNow(), AddressTaken = true, EverUnknown = true, Ended = 2 });
        await SetAsync("review", EffectState.NeedsReview, attempts: 2);
        await RetriedAsync("review");
        var progress = OrderForms.ReadProgress((await EntryAsync("review")).Progress) with { MayCall = true };
        Assert.Equal((CreationQuestion.Look, false, true), (CreationRule.Next(progress), progress.AddressTaken, progress.EverUnknown));
    }

    /// <summary>What the next attempt would do.</summary>
    private async Task<CreationQuestion> RetriedAsync(string order)
    {
        await WrittenAsync(scope => Assert.Null(OrderRetry.Decide(scope, OrderReach.Operator("test"), scope.Db.Orders.Find(order)!)));
        var entry = await EntryAsync(order);
        return CreationRule.Next(OrderForms.ReadProgress(entry.Progress).Begun(entry.Attempts + 1, _clock.GetUtcNow()));
    }

    private async Task SetAsync(string order, EffectState state, int attempts)
    {
        await using var db = Database.Open();
        await db.Effects.Where(e => e.Subject == order).ExecuteUpdateAsync(e => e.SetProperty(x => x.State, state).SetProperty(x => x.Attempts, attempts), Cancellation);
    }

    private async Task KnowsAsync(string order, CreationProgress progress)
    {
        var json = OrderForms.Write(progress);
        await using var db = Database.Open();
        await db.Effects.Where(e => e.Subject == order).ExecuteUpdateAsync(e => e.SetProperty(x => x.Progress, json), Cancellation);
    }

    private async Task<bool> IsTurnOfAsync(string order, TimeSpan pace = default)
    {
        var entry = await EntryAsync(order);
        var attempt = new CreationAttempt(new EffectTurn(entry, null!, null!), RowOf(order), OrderForms.ReadProgress(entry.Progress));
        return OrderForms.ReadProgress(new CreationQueue(Database).Ask(attempt, _clock.GetUtcNow(), calls => pace * calls).Progress).MayCall;
    }

    /// <summary>Each a little later than the one before: their ids sort by time.</summary>
    private Task PlacedAsync(string order, CreationProgress progress) => WrittenAsync(scope =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        scope.Stage(db => db.Add(RowOf(order)));
        new EffectPlan(order, "link-a", [OrderSteps.Create]) { Given = new Dictionary<string, string> { [OrderSteps.Create] = OrderForms.Write(progress) } }.Stage(scope, Ids);
    });

    private Task WrittenAsync(Action<WriteScope> write) => _writer.WriteAsync(
        scope =>
        {
            write(scope);
            return true;
        },
        Cancellation);

    private async Task<EffectRow> EntryAsync(string order)
    {
        await using var db = Database.Open();
        return await db.Effects.AsNoTracking().SingleAsync(e => e.Subject == order, Cancellation);
    }

    private static OrderRow RowOf(string order) => new() { Id = order, Buyer = "", OrderedBy = "test", LinkId = "link-a", Name = "Team", State = nameof(OrderState.Approved), Form = """{"name":"Team"}""" };
}

public sealed class CreationTurnOnSqliteTests() : CreationTurnTests(null);

[Trait("Ring", "Postgres")]
public sealed class CreationTurnOnPostgresTests(PostgresServer server) : CreationTurnTests(new PostgresDatabase(server));
