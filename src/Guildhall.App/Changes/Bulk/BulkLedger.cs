using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes.Bulk;

/// <summary>
/// The stored orders as one process works on them: which are open, which it has, how their sets ended. An order is claimed by a conditional update; what a
/// process writes counts only while it has the order. security.md 6.2.
/// </summary>
/// <param name="worker">What this process is called; another one after each start.</param>
internal sealed class BulkLedger(Database database, Writer writer, string worker, TimeProvider clock)
{
    /// <summary>A process that has died holds an order no longer than this.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>As far as the clocks of two servers may differ.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    private const string Open = """
        SELECT "Id" FROM "BulkOrders" WHERE "EndedAt" IS NULL AND ("Worker" IS NULL OR "Worker" = @worker OR "LeaseUntil" < @before OR "LeaseUntil" > @impossible) ORDER BY "Id"
        """;

    private static readonly Problem Lost = Problem.Conflict("ORDER_LOST", "Another process works on this order.");

    /// <summary>Why a set was not sent: somebody stopped the order.</summary>
    public static Problem Stopped { get; } = Problem.Conflict("ORDER_STOPPED", "The order was stopped.");

    /// <summary>Orders that this process has or may have, the oldest first: with <paramref name="everything"/> all that have not ended.</summary>
    public IReadOnlyList<string> LeftBehind(bool everything)
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return [.. reading.Rows(Open, ("worker", worker), ("before", Before(now, everything).UtcTicks), ("impossible", Impossible(now).UtcTicks)).Select(row => row.GetString(0))];
    }

    /// <summary>Takes an order for this process; false when another has it, or it has ended.</summary>
    public async Task<bool> ClaimAsync(string id, bool everything, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (before, impossible, until) = (Before(now, everything), Impossible(now), now + Lease);
        await using var db = database.Open();
        var claimed = await db.BulkOrders
            .Where(o => o.Id == id && o.EndedAt == null && (o.Worker == null || o.Worker == worker || o.LeaseUntil < before || o.LeaseUntil > impossible))
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.Worker, worker).SetProperty(x => x.LeaseUntil, until).SetProperty(x => x.Version, x => x.Version + 1), cancellation);
        return claimed > 0;
    }

    /// <summary>Keeps an order that this process still works on; false when another has it.</summary>
    public async Task<bool> RenewAsync(string id, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Lease;
        await using var db = database.Open();
        return await db.BulkOrders.Where(o => o.Id == id && o.Worker == worker).ExecuteUpdateAsync(o => o.SetProperty(x => x.LeaseUntil, until), cancellation) > 0;
    }

    /// <summary>Lets an order go, so that another process need not wait for the lease to be over.</summary>
    public async Task ReleaseAsync(string id)
    {
        await using var db = database.Open();
        await db.BulkOrders.Where(o => o.Id == id && o.Worker == worker)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.Worker, (string?)null).SetProperty(x => x.Version, x => x.Version + 1), CancellationToken.None);
    }

    /// <summary>An order with those of its sets that have not ended, in their order.</summary>
    public async Task<(BulkOrderRow Order, IReadOnlyList<BulkSetRow> Open)> ReadAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var order = await db.BulkOrders.AsNoTracking().SingleAsync(o => o.Id == id, cancellation);
        return (order, await db.BulkSets.AsNoTracking().Where(s => s.OrderId == id && (s.State == BulkSetState.Waiting || s.State == BulkSetState.Sent)).OrderBy(s => s.Position).ToListAsync(cancellation));
    }

    /// <summary>
    /// Accepts the change set and writes that it was sent, in one transaction: it is sent once, whenever the process dies. Refused as the acceptance, as
    /// <see cref="Stopped"/>, or because another process has the order; then nothing is written.
    /// </summary>
    public Result<StartedChangeSet> Send(AcceptChangeSet accept, WriteScope scope, BulkSetRow set)
    {
        if (Held(scope, set) is not var (order, row) || row.State != BulkSetState.Waiting) return Lost;
        if (order.StoppedBy is not null) return Stopped;
        var started = accept.Decide(scope);
        if (started.Refused) return started;
        scope.Stage(_ => (row.State, row.ChangeSetId, order.Version) = (BulkSetState.Sent, started.Value.Id.Value, order.Version + 1));
        return started;
    }

    /// <summary>Whether the change set was accepted.</summary>
    public async Task<bool> IsSentAsync(BulkSetRow set)
    {
        await using var db = database.Open();
        return await db.BulkSets.AnyAsync(s => s.OrderId == set.OrderId && s.Position == set.Position && s.State == BulkSetState.Sent, CancellationToken.None);
    }

    /// <summary>Writes what became of a set: done when there are no problems. False when another process has the order, or the set was not sent before it was stopped.</summary>
    public Task<bool> EndSetAsync(BulkSetRow set, IReadOnlyList<Problem> problems) => writer.WriteAsync(
        scope =>
        {
            if (Held(scope, set) is not var (order, row) || row.State is not (BulkSetState.Waiting or BulkSetState.Sent)) return false;
            if (row.State == BulkSetState.Waiting && order.StoppedBy is not null) return false;
            var lines = BulkPart.Of(row).Sent.Count;
            scope.Stage(_ =>
            {
                (order.Ended, order.Done, order.Version) = (order.Ended + lines, order.Done + (problems.Count == 0 ? lines : 0), order.Version + 1);
                row.State = problems.Count == 0 ? BulkSetState.Done : BulkSetState.Refused;
                row.Problems = problems.Count == 0 ? null : StoredBulk.Write([.. problems.Select(p => new StoredError(p.Code, ChangeSetWords.WithoutPlace(p.Message)))]);
            });
            return true;
        },
        CancellationToken.None);

    /// <summary>Writes that the order has come to its end, if this process has it.</summary>
    public Task<bool> EndAsync(string id) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.BulkOrders.Find(id) is not { EndedAt: null } order || order.Worker != worker) return false;
            scope.Stage(_ => (order.EndedAt, order.Ended, order.Worker, order.Version) = (scope.Now, order.Lines, null, order.Version + 1));
            return true;
        },
        CancellationToken.None);

    private (BulkOrderRow Order, BulkSetRow Set)? Held(WriteScope scope, BulkSetRow set) =>
        scope.Db.BulkOrders.Find(set.OrderId) is { EndedAt: null } order && order.Worker == worker && scope.Db.BulkSets.Find(set.OrderId, set.Position) is { } row ? (order, row) : null;

    private static DateTimeOffset Before(DateTimeOffset now, bool everything) => everything ? DateTimeOffset.MaxValue : now;

    /// <summary>A lease that ends later was given before the clock was set back (F-30, F-31).</summary>
    private static DateTimeOffset Impossible(DateTimeOffset now) => now + Lease + ClockDifference;
}
