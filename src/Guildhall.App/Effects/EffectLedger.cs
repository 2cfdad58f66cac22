using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Effects;

/// <summary>
/// The entries of intended effects: which are due, who has them, how they ended. An entry is claimed by a conditional update, and what an attempt writes
/// counts only under the fence it was claimed with. security.md 6.3, F-40, F-41.
/// </summary>
internal sealed class EffectLedger(Database database, Writer writer, TimeProvider clock)
{
    /// <summary>A process that has died holds an entry no longer than this.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Open entries without an open one before them. Taken, or begun by somebody who is gone.</summary>
    private const string DueEntries = """
        SELECT "Id" FROM "Effects" AS e WHERE "State" < 2 AND "Due" <= @now AND ("State" = 0 OR "LeaseUntil" < @now OR "LeaseUntil" > @impossible)
        AND NOT EXISTS (SELECT 1 FROM "Effects" AS b WHERE b."Subject" = e."Subject" AND b."Position" < e."Position" AND b."State" NOT IN (2, 5))
        ORDER BY "Due", "Id" LIMIT 64
        """;

    private const string OpenOfSubject = """
        SELECT "Id", "Due" FROM "Effects" AS e WHERE "Subject" = @subject AND "State" < 2
        AND NOT EXISTS (SELECT 1 FROM "Effects" AS b WHERE b."Subject" = e."Subject" AND b."Position" < e."Position" AND b."State" NOT IN (2, 5)) LIMIT 1
        """;

    private const string Begun = """SELECT 1 FROM "Effects" WHERE "State" = 1 LIMIT 1""";

    /// <summary>Ids of the entries that may be begun now, the longest due first; 64 at most.</summary>
    public IReadOnlyList<string> Due()
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return [.. reading.Rows(DueEntries, ("now", now.UtcTicks), ("impossible", Impossible(now).UtcTicks)).Select(row => row.GetString(0))];
    }

    /// <summary>
    /// Records that an attempt begins, before anything is called. Null when somebody else was quicker, or it is not due any more. An entry that was
    /// begun and never ended is uncertain from then on.
    /// </summary>
    public async Task<EffectRow?> ClaimAsync(string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (until, impossible) = (now + Lease, Impossible(now));
        await using var db = database.Open();
        var claimed = await db.Effects
            .Where(e => e.Id == id && e.Due <= now && (e.State == EffectState.Waiting || (e.State == EffectState.Calling && (e.LeaseUntil < now || e.LeaseUntil > impossible))))
            .ExecuteUpdateAsync(
                e => e.SetProperty(x => x.Uncertain, x => x.Uncertain || x.State == EffectState.Calling)
                    .SetProperty(x => x.State, EffectState.Calling)
                    .SetProperty(x => x.Attempts, x => x.Attempts + 1)
                    .SetProperty(x => x.BegunAt, now)
                    .SetProperty(x => x.LeaseUntil, until)
                    .SetProperty(x => x.Fence, x => x.Fence + 1),
                cancellation);
        return claimed == 0 ? null : await db.Effects.AsNoTracking().SingleAsync(e => e.Id == id, cancellation);
    }

    /// <summary>Keeps an entry that this process still works on. False when another has it.</summary>
    public async Task<bool> RenewAsync(EffectRow claimed, CancellationToken cancellation)
    {
        var (id, fence, until) = (claimed.Id, claimed.Fence, clock.GetUtcNow() + Lease);
        await using var db = database.Open();
        return await db.Effects.Where(e => e.Id == id && e.Fence == fence && e.State == EffectState.Calling)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.LeaseUntil, until), cancellation) > 0;
    }

    /// <summary>Writes how an attempt ended, and what became true with it, in one transaction. False when another has the entry: then nothing is written.</summary>
    public Task<bool> EndAsync(EffectRow claimed, EffectOutcome outcome) => writer.WriteAsync(
        scope =>
        {
            if (scope.Db.Effects.Find(claimed.Id) is not { State: EffectState.Calling } entry || entry.Fence != claimed.Fence) return false;
            outcome.Also?.Invoke(scope);
            scope.Stage(_ => EffectEnd.Write(entry, outcome, scope.Now));
            return true;
        },
        CancellationToken.None);

    /// <summary>The entry that the subject waits for and when it is due; null when all are done, or one before needs a person.</summary>
    public (string Id, DateTimeOffset Due)? NextOf(string subject)
    {
        using var reading = new PlainReading(database);
        foreach (var row in reading.Rows(OpenOfSubject, ("subject", subject)))
            return (row.GetString(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero));
        return null;
    }

    /// <summary>Takes all entries from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases()
    {
        using (var reading = new PlainReading(database))
        {
            if (!reading.Rows(Begun).Any()) return;
        }

        using var db = database.Open();
        db.Effects.Where(e => e.State == EffectState.Calling).ExecuteUpdate(e => e.SetProperty(x => x.LeaseUntil, default(DateTimeOffset)));
    }

    /// <summary>A lease that ends later than any could was given under another clock (F-30, F-31).</summary>
    private static DateTimeOffset Impossible(DateTimeOffset now) => now + (2 * Lease);
}
