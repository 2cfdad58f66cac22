using System.Threading.Channels;
using Guildhall.App.Governance;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Store;

/// <summary>
/// The one writer of this process. Writes are decided one after another in memory and committed several at a time (group commit: performance.md 7);
/// a caller gets its answer only after the commit. When another process moved a tenant's version first, the state is loaded and decided again.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    /// <summary>Writes that share a commit at most.</summary>
    private const int BatchSize = 128;

    /// <summary>How long a write waits at most while the database takes none. security.md F-20.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<Write> _queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly CommitBatch _batch;
    private readonly TimeProvider _clock;
    private readonly Task _loop;

    public Writer(Database database, Marketplaces marketplaces, TimeProvider clock, ILogger<Writer> log)
    {
        _clock = clock;
        _batch = new CommitBatch(database, marketplaces, clock, log);
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Commits since the start, for metrics and benchmarks.</summary>
    public long Commits => _batch.Commits;

    /// <summary>Versions of tenants that those commits made: at most one of each tenant a commit, none in a commit that changes no tenant's state.</summary>
    public long Versions => _batch.Versions;

    /// <summary>
    /// Queues a write and answers with what <paramref name="decide"/> returned, once it is durable. The function must be repeatable: it may run again
    /// on a newer state. Throws <see cref="StoreUnavailableException"/> when the database cannot take it; then nothing is stored.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<WriteScope, T> decide, CancellationToken cancellation)
    {
        var write = new Write<T>(decide, _clock.GetTimestamp());
        await _queue.Writer.WriteAsync(write, cancellation);
        return await write.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _batch.Dispose();
    }

    private void Loop()
    {
        var taken = new List<Write>(BatchSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (taken.Count < BatchSize && _queue.Reader.TryRead(out var write)) taken.Add(write);
            if (_batch.Commit(taken) is { } outage) FailLongQueued(outage);
            taken.Clear();
        }
    }

    /// <summary>Each batch may wait for the database in turn: whoever has waited long enough is not made to wait for another.</summary>
    private void FailLongQueued(StoreUnavailableException outage)
    {
        while (_queue.Reader.TryPeek(out var next) && _clock.GetElapsedTime(next.Queued) > Patience && _queue.Reader.TryRead(out var write)) write.Fail(outage);
    }
}

/// <summary>A queued write.</summary>
internal abstract class Write(long queued)
{
    /// <summary>When it was queued, as the clock's timestamp.</summary>
    public long Queued => queued;

    /// <summary>Decides on the scope; remembers the answer. Throws what the deciding function throws.</summary>
    public abstract void Decide(WriteScope scope);

    /// <summary>Hands the remembered answer to the caller.</summary>
    public abstract void Done();

    public abstract void Fail(Exception exception);
}

internal sealed class Write<T>(Func<WriteScope, T> decide, long queued) : Write(queued)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _decided = default!;

    public Task<T> Answer => _answer.Task;

    public override void Decide(WriteScope scope) => _decided = decide(scope);

    public override void Done() => _answer.TrySetResult(_decided);

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
