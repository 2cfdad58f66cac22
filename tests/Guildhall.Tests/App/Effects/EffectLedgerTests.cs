using Guildhall.App;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Tests.App.Store;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.Effects;

/// <summary>Which entry may be begun, by whom, and what counts of what an attempt writes. security.md 6.3.</summary>
public abstract class EffectLedgerTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    private static readonly RandomIds Ids = new();

    private readonly MovedClock _clock = new();
    private Writer _writer = null!;
    private EffectLedger _ledger = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.MigrateAsync(Cancellation);
        _writer = new Writer(Database, new Marketplaces(), _clock, NullLogger<Writer>.Instance);
        _ledger = new EffectLedger(Database, _writer, _clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Entries_of_one_subject_are_begun_one_after_another_and_those_of_two_at_once()
    {
        await PlanAsync("order-a", "first", "second");
        await PlanAsync("order-b", "other");
        Assert.Equal(["first", "other"], await DueAsync());

        var first = await ClaimAsync("first");
        Assert.Equal(["other"], await DueAsync());
        Assert.True(await _ledger.EndAsync(first, new EffectOutcome.Done()));
        Assert.Equal(["other", "second"], await DueAsync());
    }

    [Fact]
    public async Task What_comes_behind_a_failed_entry_waits_for_somebody_to_try_again()
    {
        await PlanAsync("order-a", "first", "second");
        Assert.True(await _ledger.EndAsync(await ClaimAsync("first"), new EffectOutcome.Failed(Problem.Conflict("NO", "AWS refuses."))));
        Assert.Empty(await DueAsync());
        var failed = await EntryAsync("first");
        Assert.Equal((EffectState.Failed, "NO", "AWS refuses."), (failed.State, failed.ProblemCode, failed.Problem));
    }

    [Fact]
    public async Task F40_One_of_two_who_claim_an_entry_gets_it()
    {
        await PlanAsync("order-a", "first");
        var id = (await EntryAsync("first")).Id;
        var other = new EffectLedger(Untouched, _writer, _clock);
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => (n % 2 == 0 ? _ledger : other).ClaimAsync(id, Cancellation))));
        Assert.Equal((1, 1L), (Assert.Single(claims.OfType<EffectRow>()).Attempts, (await EntryAsync("first")).Fence));
    }

    [Fact]
    public async Task F41_Who_slept_past_its_lease_writes_nothing_and_the_entry_is_uncertain()
    {
        await PlanAsync("order-a", "first");
        var slept = await ClaimAsync("first");
        Assert.Empty(await DueAsync());
        _clock.Advance(EffectLedger.Lease + TimeSpan.FromSeconds(1));
        var taken = await ClaimAsync("first");

        Assert.True(taken.Uncertain);
        Assert.False(slept.Uncertain);
        Assert.False(await _ledger.RenewAsync(slept, Cancellation));
        Assert.False(await _ledger.EndAsync(slept, new EffectOutcome.Done { Also = _ => Assert.Fail("What an old attempt says must not count.") }));
        Assert.True(await _ledger.RenewAsync(taken, Cancellation));
        Assert.True(await _ledger.EndAsync(taken, new EffectOutcome.Later(TimeSpan.FromMinutes(5)) { Progress = """{"request":"car-1"}""" }));
        var waiting = await EntryAsync("first");
        Assert.Equal((EffectState.Waiting, true, 2, _clock.GetUtcNow() + TimeSpan.FromMinutes(5)), (waiting.State, waiting.Uncertain, waiting.Attempts, waiting.Due));
    }

    [Fact]
    public async Task An_entry_that_has_to_wait_is_due_again_after_its_pause_with_what_it_knows()
    {
        await PlanAsync("order-a", "first");
        await _ledger.EndAsync(await ClaimAsync("first"), new EffectOutcome.Later(TimeSpan.FromSeconds(30)) { Progress = """{"request":"car-1"}""" });
        Assert.Empty(await DueAsync());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("""{"request":"car-1"}""", (await ClaimAsync("first")).Progress);
    }

    [Fact]
    public async Task What_becomes_true_with_an_outcome_is_written_with_it()
    {
        await PlanAsync("order-a", "first");
        await _ledger.EndAsync(await ClaimAsync("first"), new EffectOutcome.Done { Also = scope => new EffectPlan("order-a", "link-a", ["follow-up"]).Stage(scope, Ids) });
        Assert.Equal(["follow-up"], await DueAsync());
        Assert.Equal(1, (await EntryAsync("follow-up")).Position);
    }

    [Fact]
    public async Task F03_A_server_that_starts_alone_takes_up_at_once_what_was_begun()
    {
        await PlanAsync("order-a", "first");
        await ClaimAsync("first");
        _ledger.DropLeases();
        Assert.True((await ClaimAsync("first")).Uncertain);
    }

    private Task<bool> PlanAsync(string subject, params string[] kinds) => _writer.WriteAsync(
        scope =>
        {
            new EffectPlan(subject, "link-a", kinds).Stage(scope, Ids);
            return true;
        },
        Cancellation);

    private async Task<EffectRow> ClaimAsync(string kind) => Assert.IsType<EffectRow>(await _ledger.ClaimAsync((await EntryAsync(kind)).Id, Cancellation));

    private async Task<EffectRow> EntryAsync(string kind)
    {
        await using var db = Database.Open();
        return await db.Effects.AsNoTracking().SingleAsync(e => e.Kind == kind, Cancellation);
    }

    private async Task<IReadOnlyList<string>> DueAsync()
    {
        await using var db = Database.Open();
        var kinds = await db.Effects.AsNoTracking().ToDictionaryAsync(e => e.Id, e => e.Kind, Cancellation);
        return [.. _ledger.Due().Select(id => kinds[id]).Order(StringComparer.Ordinal)];
    }
}

public sealed class EffectLedgerOnSqliteTests() : EffectLedgerTests(null);

[Trait("Ring", "Postgres")]
public sealed class EffectLedgerOnPostgresTests(PostgresServer server) : EffectLedgerTests(new PostgresDatabase(server));
