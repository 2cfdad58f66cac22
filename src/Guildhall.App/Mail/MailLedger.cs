using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Mail;

/// <summary>Mails on their way: which may be sent now, who sends them, how that ended. Claimed and fenced as deliveries to webhooks are (F-40).</summary>
internal sealed class MailLedger(Database database, Writer writer, DeliveryRule rule, IdSource chance, TimeProvider clock)
{
    /// <summary>A process that has died holds a mail no longer than this; a try takes half of it at most.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const string DueOnes = """
        SELECT "Id" FROM "Mails" WHERE "State" < 2 AND "Due" <= @now AND ("State" = 0 OR "LeaseUntil" < @now OR "LeaseUntil" > @impossible) ORDER BY "Due", "Id" LIMIT 20
        """;

    private const string Begun = """SELECT 1 FROM "Mails" WHERE "State" = 1 LIMIT 1""";

    /// <summary>Ids of mails that may be sent now. Plain SQL, without EF Core.</summary>
    public IReadOnlyList<string> Due()
    {
        using var reading = new PlainReading(database);
        var now = clock.GetUtcNow();
        return [.. reading.Rows(DueOnes, ("now", now.UtcTicks), ("impossible", (now + (2 * Lease)).UtcTicks)).Select(row => row.GetString(0))];
    }

    /// <summary>Records that a try begins. Null when somebody else was quicker.</summary>
    public async Task<MailRow?> ClaimAsync(string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (until, impossible) = (now + Lease, now + (2 * Lease));
        await using var db = database.Open();
        var claimed = await db.Mails
            .Where(m => m.Id == id && m.Due <= now && (m.State == MailState.Waiting || (m.State == MailState.Sending && (m.LeaseUntil < now || m.LeaseUntil > impossible))))
            .ExecuteUpdateAsync(
                m => m.SetProperty(x => x.State, MailState.Sending)
                    .SetProperty(x => x.Attempts, x => x.Attempts + 1)
                    .SetProperty(x => x.LeaseUntil, until)
                    .SetProperty(x => x.Fence, x => x.Fence + 1),
                cancellation);
        return claimed == 0 ? null : await db.Mails.AsNoTracking().SingleAsync(m => m.Id == id, cancellation);
    }

    /// <summary>Writes how a try ended. False when another process has the mail: then nothing is written.</summary>
    public Task<bool> EndAsync(MailRow claimed, SentMail sent)
    {
        Span<byte> random = stackalloc byte[1];
        chance.Fill(random);
        var spread = random[0] / 256.0;
        return writer.WriteAsync(
            scope =>
            {
                if (scope.Db.Mails.Find(claimed.Id) is not { State: MailState.Sending } row || row.Fence != claimed.Fence) return false;
                var pause = sent.Problem is null || sent.Final ? null : rule.PauseAfter(row.Attempts, scope.Now - row.CreatedAt, spread);
                scope.Stage(_ =>
                {
                    (row.Problem, row.LeaseUntil) = (sent.Problem, default);
                    if (pause is { } time) (row.State, row.Due) = (MailState.Waiting, scope.Now + time);
                    else (row.State, row.EndedAt) = (sent.Problem is null ? MailState.Sent : MailState.Failed, scope.Now);
                });
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>Takes all mails from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases()
    {
        using (var reading = new PlainReading(database))
        {
            if (!reading.Rows(Begun).Any()) return;
        }

        PlainWriting.Run(database, """UPDATE "Mails" SET "LeaseUntil" = 0 WHERE "State" = 1""");
    }
}
