using Guildhall.App.People;
using Guildhall.App.Requests;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Upkeep;

/// <summary>What must be done from time to time: requests expire, and closings that nobody confirms lapse; used tokens and keys of calls, quotes whose day is over, ended sessions, old failures, former keys and secrets, reports of old bulk orders, old deliveries, mails, notices and preflights, and all but the newest failed reading of a report are forgotten.</summary>
/// <param name="retention">How long the report of a bulk order, deliveries to webhooks and mails are kept after their end, and notices and preflights.</param>
public sealed class Housekeeping(Database database, RequestExpiry expiry, ClosingLapses lapses, TimeSpan retention, TimeProvider clock, ILogger<Housekeeping> log)
{
    /// <summary>Tokens are kept twice as long as they count, so that no clock can cut their 24 hours short.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(48);

    /// <summary>The number is that of <see cref="ReportLoadState.Failed"/>.</summary>
    private const string FailedAgain = """SELECT 1 FROM "ReportLoads" WHERE "State" = 4 AND "Cleaned" GROUP BY "TenantId", "Month", "AssemblyId" HAVING COUNT(*) > 1 LIMIT 1""";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Keeps house every minute until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(Pause, clock, log);
        await turns.RunAsync(RunOnceAsync, "Housekeeping is put off", cancellation);
    }

    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        await expiry.RunOnceAsync(cancellation);
        await lapses.RunOnceAsync(cancellation);
        var now = clock.GetUtcNow();
        var (forgotten, harmless, idle, kept) = (now - TokenLife, now - SignInAttempts.Window, now - Sessions.Idle, now - retention);
        if (AnyBefore("RequestTokens", "UsedAt", forgotten)) await DeleteAsync(db => db.RequestTokens.Where(t => t.UsedAt < forgotten), cancellation);
        if (AnyBefore("ClientKeys", "UsedAt", forgotten)) await DeleteAsync(db => db.ClientKeys.Where(k => k.UsedAt < forgotten), cancellation);
        if (AnyBefore("QuoteTokens", "UsedAt", forgotten)) await DeleteAsync(db => db.QuoteTokens.Where(t => t.UsedAt < forgotten), cancellation);
        if (AnyBefore("Quotes", "ExpiresAt", forgotten)) await DeleteAsync(db => db.Quotes.Where(q => q.ExpiresAt < forgotten), cancellation);
        if (AnyBefore("Links", "FormerUntil", now)) await ForgetFormerKeysAsync(now, cancellation);
        if (AnyBefore("Webhooks", "FormerUntil", now)) await ForgetFormerSecretsAsync(now, cancellation);
        if (AnyBefore("SpentStates", "SpentAt", forgotten)) await DeleteAsync(db => db.SpentStates.Where(s => s.SpentAt < forgotten), cancellation);
        if (AnyBefore("AddressFailures", "FailedAt", harmless)) await DeleteAsync(db => db.AddressFailures.Where(a => a.FailedAt < harmless), cancellation);
        if (AnyBefore("BulkOrders", "EndedAt", kept)) await DeleteAsync(db => db.BulkOrders.Where(o => o.EndedAt < kept), cancellation);
        if (AnyBefore("Deliveries", "EndedAt", kept)) await DeleteAsync(db => db.Deliveries.Where(d => d.EndedAt < kept), cancellation);
        if (AnyBefore("Preflights", "At", kept)) await DeleteAsync(db => db.Preflights.Where(p => p.At < kept), cancellation);
        if (AnyBefore("Mails", "EndedAt", kept)) await DeleteAsync(db => db.Mails.Where(m => m.EndedAt < kept), cancellation);
        if (AnyBefore("Notices", "Time", kept)) await ForgetNoticesAsync(kept, cancellation);
        if (AnyBefore("Sessions", "SeenAt", idle)) await DeleteAsync(db => db.Sessions.Where(s => s.SeenAt < idle), cancellation);
        if (Any(FailedAgain)) await ForgetFailedRunsAsync(cancellation);
    }

    /// <summary>The pair before the last change of a link's key was kept for calls in flight and to be taken back (vendor-integration.md 9).</summary>
    private async Task ForgetFormerKeysAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await db.Links.Where(l => l.FormerUntil < now).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.FormerAccessKeyId, (string?)null).SetProperty(x => x.FormerEncryptedSecret, (string?)null)
                .SetProperty(x => x.FormerRoleArn, (string?)null).SetProperty(x => x.FormerExternalId, (string?)null).SetProperty(x => x.FormerUntil, (DateTimeOffset?)null),
            cancellation);
    }

    private async Task ForgetFormerSecretsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await db.Webhooks.Where(w => w.FormerUntil < now).ExecuteUpdateAsync(
            w => w.SetProperty(x => x.FormerEncryptedSecret, (string?)null).SetProperty(x => x.FormerUntil, (DateTimeOffset?)null), cancellation);
    }

    /// <summary>With who has read them.</summary>
    private async Task ForgetNoticesAsync(DateTimeOffset kept, CancellationToken cancellation)
    {
        await DeleteAsync(db => db.Notices.Where(n => n.Time < kept), cancellation);
        await DeleteAsync(db => db.NoticeReads.Where(r => !db.Notices.Any(n => n.Sequence == r.Sequence)), cancellation);
    }

    /// <summary>A delivery that cannot be read is tried at each look: the newest run tells of it. Rows that a run has left are taken away before.</summary>
    private async Task ForgetFailedRunsAsync(CancellationToken cancellation)
    {
        await DeleteAsync(
            db => db.ReportLoads.Where(l => l.State == ReportLoadState.Failed && l.Cleaned
                && db.ReportLoads.Any(n => n.TenantId == l.TenantId && n.Month == l.Month && n.AssemblyId == l.AssemblyId && n.State == ReportLoadState.Failed && n.Number > l.Number)),
            cancellation);
        await DeleteAsync(db => db.ReportFaults.Where(f => !db.ReportLoads.Any(l => l.Number == f.Load)), cancellation);
    }

    private async Task DeleteAsync<T>(Func<GuildhallDb, IQueryable<T>> rows, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await rows(db).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Asked by plain SQL, because mostly there is nothing to do, and EF Core's model need not be made for that.</summary>
    private bool AnyBefore(string table, string column, DateTimeOffset time) => Any($"""SELECT 1 FROM "{table}" WHERE "{column}" < @time LIMIT 1""", ("time", time.UtcTicks));

    private bool Any(string sql, params (string, object)[] values)
    {
        using var reading = new PlainReading(database);
        return reading.Rows(sql, values).Any();
    }
}
