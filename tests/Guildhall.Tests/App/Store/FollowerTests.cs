using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.Store;

public abstract class FollowerTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    private readonly TaskCompletionSource _entered = new();
    private readonly Readiness _readiness = new();

    [Fact]
    public async Task Two_who_catch_up_at_once_load_one_after_the_other()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (loads, goOn) = (0, new TaskCompletionSource());
        using var follower = await FollowerAsync(_ =>
        {
            loads++;
            return goOn.Task;
        });

        var first = follower.CatchUpAsync(cancellation);
        await _entered.Task;
        var second = follower.CatchUpAsync(cancellation);
        await Task.WhenAny(second, Task.Delay(100, cancellation));
        goOn.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_load_is_no_failure()
    {
        using var stopping = new CancellationTokenSource();
        using var follower = await FollowerAsync(cancellation => Task.Delay(Timeout.Infinite, cancellation));

        var following = follower.RunAsync(stopping.Token);
        await _entered.Task;
        await stopping.CancelAsync();

        await following;
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_load_did_not_foresee_is_tried_again_and_told_to_whoever_asks_how_it_is()
    {
        using var stopping = new CancellationTokenSource();
        var (loads, again) = (0, new TaskCompletionSource());
        List<PartState> states = [];
        using var follower = await FollowerAsync(_ =>
        {
            states.Add(_readiness.State);
            if (loads++ == 0) throw new InvalidOperationException("A bug.");
            again.SetResult();
            return Task.CompletedTask;
        });

        var following = follower.RunAsync(stopping.Token);
        await again.Task;
        await stopping.CancelAsync();
        await following;

        Assert.Equal([PartState.Ready, PartState.Degraded], states);
        Assert.Equal(PartState.Ready, _readiness.State);
    }

    /// <summary>A follower of a database whose counter of keys has moved.</summary>
    private async Task<Follower> FollowerAsync(Func<CancellationToken, Task> load)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Database.MigrateAsync(cancellation);
        await using var db = Database.Open();
        db.Counters.Add(new CounterRow { Scope = Counters.Keys, Value = 1 });
        await db.SaveChangesAsync(cancellation);
        var reload = new Dictionary<string, Func<CancellationToken, Task>> { [Counters.Keys] = EnterAsync };
        return new Follower(Database, new Marketplaces(), reload, _readiness, TimeProvider.System, NullLogger<Follower>.Instance);

        Task EnterAsync(CancellationToken token)
        {
            _entered.TrySetResult();
            return load(token);
        }
    }
}

public sealed class FollowerOnSqliteTests() : FollowerTests(null);

[Trait("Ring", "Postgres")]
public sealed class FollowerOnPostgresTests(PostgresServer server) : FollowerTests(new PostgresDatabase(server));
