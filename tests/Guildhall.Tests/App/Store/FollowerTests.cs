using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.Store;

public sealed class FollowerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("follower-").FullName;

    [Fact]
    public async Task Two_who_catch_up_at_once_load_one_after_the_other()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var database = Database.Sqlite(Path.Combine(_folder, "guildhall.db"));
        await database.MigrateAsync(cancellation);
        await using var db = database.Open();
        db.Counters.Add(new CounterRow { Scope = Counters.Keys, Value = 1 });
        await db.SaveChangesAsync(cancellation);
        var (loads, entered, goOn) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        using var follower = new Follower(database, new Marketplaces(), new Dictionary<string, Func<CancellationToken, Task>> { [Counters.Keys] = LoadAsync }, TimeProvider.System, NullLogger<Follower>.Instance);

        var first = follower.CatchUpAsync(cancellation);
        await entered.Task;
        var second = follower.CatchUpAsync(cancellation);
        await Task.WhenAny(second, Task.Delay(100, cancellation));
        goOn.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, loads);

        Task LoadAsync(CancellationToken _)
        {
            loads++;
            entered.TrySetResult();
            return goOn.Task;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
