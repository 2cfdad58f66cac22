using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Organizations;

/// <summary>
/// Who reads a link: one process at a time, until it has ended or has not renewed its lease for long. Each lease has its number; what a process writes
/// for a link counts only under the last number given, so that one that slept cannot undo what another did meanwhile. security.md F-40, F-41.
/// </summary>
internal sealed class LinkLeases(Database database, TimeProvider clock)
{
    /// <summary>A process that has died holds a link no longer than this.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    private const string Held = """SELECT 1 FROM "Links" WHERE "LeaseUntil" > 0 LIMIT 1""";

    /// <summary>Null when there is no such link, or another process has it.</summary>
    public async Task<LinkLease?> ClaimAsync(string linkId, CancellationToken cancellation)
    {
        // A lease that ends later than any could was given under another clock (F-30, F-31).
        var (now, impossible) = (clock.GetUtcNow(), clock.GetUtcNow() + (2 * Length));
        await using var db = database.Open();
        var claimed = await db.Links.Where(l => l.Id == linkId && (l.LeaseUntil < now || l.LeaseUntil > impossible))
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Lease, x => x.Lease + 1).SetProperty(x => x.LeaseUntil, now + Length), cancellation);
        return claimed == 0 ? null : await LeaseAsync(db, linkId, cancellation);
    }

    /// <summary>Takes the link from whoever has it. Null when there is no such link.</summary>
    public async Task<LinkLease?> TakeOverAsync(string linkId, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Length;
        await using var db = database.Open();
        var taken = await db.Links.Where(l => l.Id == linkId)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Lease, x => x.Lease + 1).SetProperty(x => x.LeaseUntil, until), cancellation);
        return taken == 0 ? null : await LeaseAsync(db, linkId, cancellation);
    }

    /// <summary>Ends all leases: for the only server of a database, at its start, when those who had them are gone.</summary>
    public void DropAll()
    {
        using (var reading = new PlainReading(database))
        {
            if (!reading.Rows(Held).Any()) return;
        }

        using var db = database.Open();
        db.Links.ExecuteUpdate(l => l.SetProperty(x => x.Lease, x => x.Lease + 1).SetProperty(x => x.LeaseUntil, default(DateTimeOffset)));
    }

    private async Task<LinkLease?> LeaseAsync(GuildhallDb db, string linkId, CancellationToken cancellation) =>
        await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == linkId, cancellation) is { } link ? new LinkLease(database, clock, link) : null;
}
