using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Mail;

/// <summary>A mail as it is shown.</summary>
public sealed record MailView(string Id, string Recipient, string Subject, string Text, MailState State, int Attempts, string? Problem, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

/// <summary>A part of the mails, the newest first.</summary>
/// <param name="Count">How many there are in all.</param>
public sealed record MailPage(IReadOnlyList<MailView> Mails, int Count);

/// <summary>Mails as they are shown: sent, on their way, and those kept here because there is no mail server.</summary>
public sealed class MailQueries(Database database)
{
    private static readonly Problem Missing = Problem.NotFound("There is no such mail.");

    public async Task<MailPage> ListAsync(NotificationReach reach, int skip, int take, CancellationToken cancellation)
    {
        // Of one moment, so that the page and the count agree.
        using var moment = new PlainReading(database);
        await using var db = moment.Context();
        var all = db.Mails.AsNoTracking().Where(m => reach.Tenant == null || m.TenantId == reach.Tenant);
        var rows = await all.OrderByDescending(m => m.CreatedAt).ThenBy(m => m.Id).Skip(skip).Take(take).ToListAsync(cancellation);
        return new MailPage([.. rows.Select(Of)], await all.CountAsync(cancellation));
    }

    /// <summary>Not found when it is out of reach (S-24).</summary>
    public async Task<Result<MailView>> FindAsync(NotificationReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Mails.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && (reach.Tenant == null || m.TenantId == reach.Tenant), cancellation) is { } row ? Of(row) : Missing;
    }

    internal static MailView Of(MailRow row) => new(row.Id, row.Recipient, row.Subject, row.Text, row.State, row.Attempts, row.Problem, row.CreatedAt, row.EndedAt);
}
