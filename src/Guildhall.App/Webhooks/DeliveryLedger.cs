using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Webhooks;

/// <summary>
/// Deliveries on their way: which may be sent now, who sends them, how that ended. One is claimed by a conditional update, and what a try writes counts only
/// under the fence it was claimed with (F-40).
/// </summary>
internal sealed class DeliveryLedger(Database database, Writer writer, DeliveryRule rule, IdSource chance, TimeProvider clock)
{
    /// <summary>A process that has died holds a delivery no longer than this; a try takes a quarter of it at most.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Of each webhook in force those that are due and have nothing open before them in any of their lanes, as far as they and those being sent are 8 together. A
    /// webhook that has fewer under way comes first: a receiver that is slow keeps no other waiting. CROSS, because SQLite would otherwise begin with all lanes
    /// of the webhook, for each delivery.
    /// </summary>
    internal const string DueOnes = """
        WITH o AS (
            SELECT d."Id", d."WebhookId", d."Due", d."Sequence", d."State" = 1 AND d."LeaseUntil" BETWEEN @now AND @impossible AS "Taken"
            FROM "Deliveries" AS d JOIN "Webhooks" AS w ON w."Id" = d."WebhookId"
            WHERE d."State" < 2 AND d."Due" <= @now AND w."State" = 0
            AND NOT EXISTS (
                SELECT 1 FROM "DeliveryLanes" AS m CROSS JOIN "DeliveryLanes" AS b
                WHERE m."WebhookId" = d."WebhookId" AND m."Sequence" = d."Sequence" AND b."WebhookId" = m."WebhookId" AND b."Lane" = m."Lane" AND b."Sequence" < m."Sequence")),
        p AS (SELECT "Id", "Due", "Taken", row_number() OVER (PARTITION BY "WebhookId" ORDER BY "Taken" DESC, "Due", "Sequence") AS "Place" FROM o)
        SELECT "Id" FROM p WHERE NOT "Taken" AND "Place" <= 8 ORDER BY "Place", "Due", "Id" LIMIT 200
        """;

    private const string Begun = """SELECT 1 FROM "Deliveries" WHERE "State" = 1 LIMIT 1""";

    /// <summary>Ids of deliveries that may be sent now, in the order in which they should be. Plain SQL, without EF Core.</summary>
    public IReadOnlyList<string> Due()
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return [.. reading.Rows(DueOnes, ("now", now.UtcTicks), ("impossible", (now + (2 * Lease)).UtcTicks)).Select(row => row.GetString(0))];
    }

    /// <summary>Records that a try begins, before anything is sent. Null when somebody else was quicker.</summary>
    public async Task<ClaimedDelivery?> ClaimAsync(string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (until, impossible) = (now + Lease, now + (2 * Lease));
        await using var db = database.Open();
        var claimed = await db.Deliveries
            .Where(d => d.Id == id && d.Due <= now && (d.State == DeliveryState.Waiting || (d.State == DeliveryState.Sending && (d.LeaseUntil < now || d.LeaseUntil > impossible))))
            .ExecuteUpdateAsync(
                d => d.SetProperty(x => x.State, DeliveryState.Sending)
                    .SetProperty(x => x.Attempts, x => x.Attempts + 1)
                    .SetProperty(x => x.FirstAt, x => x.FirstAt ?? now)
                    .SetProperty(x => x.LastAt, now)
                    .SetProperty(x => x.LeaseUntil, until)
                    .SetProperty(x => x.Fence, x => x.Fence + 1),
                cancellation);
        if (claimed == 0) return null;
        var row = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Id == id, cancellation);
        var webhook = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == row.WebhookId, cancellation);
        var told = await db.Events.AsNoTracking().Where(e => e.Sequence == row.Sequence).Select(e => e.Body).FirstOrDefaultAsync(cancellation);
        return webhook is null || told is null ? null : new ClaimedDelivery(row, webhook, told);
    }

    /// <summary>Writes how a try ended. False when another process has the delivery, or it is gone: then nothing is written.</summary>
    public Task<bool> EndAsync(ClaimedDelivery claimed, SentEvent sent)
    {
        Span<byte> random = stackalloc byte[1];
        chance.Fill(random);
        var spread = random[0] / 256.0;
        return writer.WriteAsync(
            scope =>
            {
                if (scope.Db.Deliveries.Find(claimed.Row.Id) is not { State: DeliveryState.Sending } row || row.Fence != claimed.Row.Fence) return false;
                if (scope.Db.Webhooks.Find(row.WebhookId) is not { } webhook) return false;
                if (sent.Problem is not null && webhook.Url != claimed.Webhook.Url)
                {
                    // What the former receiver did not take says nothing of the one that there is now.
                    scope.Stage(_ => DeliveryEnd.Reopen(row, scope.Now));
                    return true;
                }

                var pause = sent.Problem is null ? null : rule.PauseAfter(row.Attempts, scope.Now - (row.FirstAt ?? scope.Now), spread, sent.Asked);
                var pauses = sent.Problem is not null && rule.Pauses(scope.Now - (webhook.FailingSince ?? scope.Now));
                if (pauses) WebhookPause.Tell(scope, webhook, sent.Problem!);
                scope.Stage(db =>
                {
                    DeliveryEnd.Write(row, sent, pause, scope.Now);
                    DeliveryEnd.Write(webhook, sent, pauses, scope.Now);
                    if (row.EndedAt is not null) db.DeliveryLanes.Where(l => l.WebhookId == row.WebhookId && l.Sequence == row.Sequence).ExecuteDelete();
                });
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>Takes all deliveries from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases()
    {
        using (var reading = new PlainReading(database))
        {
            if (!reading.Rows(Begun).Any()) return;
        }

        using var db = database.Open();
        db.Deliveries.Where(d => d.State == DeliveryState.Sending).ExecuteUpdate(d => d.SetProperty(x => x.LeaseUntil, default(DateTimeOffset)));
    }
}

/// <summary>A delivery that this process sends.</summary>
/// <param name="Body">The event.</param>
internal sealed record ClaimedDelivery(DeliveryRow Row, WebhookRow Webhook, string Body);
