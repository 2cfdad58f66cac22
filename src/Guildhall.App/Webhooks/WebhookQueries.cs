using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Webhooks;

/// <summary>A part of a webhook's deliveries, the newest first.</summary>
/// <param name="Count">How many there are in all.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Deliveries, int Count);

/// <summary>Webhooks and their deliveries as they are shown.</summary>
public sealed class WebhookQueries(Database database)
{
    internal static Problem Missing { get; } = Problem.NotFound("There is no such webhook.");

    /// <summary>Those within reach, by name.</summary>
    public async Task<IReadOnlyList<WebhookView>> ListAsync(NotificationReach reach, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await CountedAsync(db, await Within(db, reach).OrderBy(w => w.Name).ToListAsync(cancellation), cancellation);
    }

    /// <summary>The one of this id, else the only one within reach of this name. Not found when it is out of reach (S-24).</summary>
    public async Task<Result<WebhookView>> FindAsync(NotificationReach reach, string idOrName, CancellationToken cancellation)
    {
        await using var db = database.Open();
        // A name may look like the id of another: two rows of a name are enough to know that it does not tell which.
        var found = await Within(db, reach).Where(w => w.Id == idOrName).ToListAsync(cancellation);
        if (found.Count == 0) found = await Within(db, reach).Where(w => w.Name == idOrName).Take(2).ToListAsync(cancellation);
        return found.Count == 1 ? (await CountedAsync(db, found, cancellation))[0] : Missing;
    }

    internal async Task<WebhookRow?> RowAsync(NotificationReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await Within(db, reach).FirstOrDefaultAsync(w => w.Id == id, cancellation);
    }

    /// <param name="state">Only those in this state; null for all.</param>
    public async Task<DeliveryPage> DeliveriesAsync(string webhook, DeliveryState? state, int skip, int take, CancellationToken cancellation)
    {
        // Of one moment: what is delivered in between would be on the page and not in its count.
        using var moment = new PlainReading(database);
        await using var db = moment.Context();
        var all = db.Deliveries.AsNoTracking().Where(d => d.WebhookId == webhook && (state == null || d.State == state));
        var rows = await all.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Sequence).Skip(skip).Take(take).ToListAsync(cancellation);
        return new DeliveryPage([.. rows.Select(WebhookViews.Of)], await all.CountAsync(cancellation));
    }

    private static IQueryable<WebhookRow> Within(GuildhallDb db, NotificationReach reach) => db.Webhooks.AsNoTracking().Where(w => reach.Tenant == null || w.TenantId == reach.Tenant);

    private static async Task<IReadOnlyList<WebhookView>> CountedAsync(GuildhallDb db, List<WebhookRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(w => w.Id).ToList();
        var counts = await db.Deliveries.Where(d => ids.Contains(d.WebhookId) && d.State != DeliveryState.Delivered && d.Sequence > 0)
            .GroupBy(d => new { d.WebhookId, d.State }).Select(g => new { g.Key.WebhookId, g.Key.State, Count = g.Count() }).ToListAsync(cancellation);
        return [.. rows.Select(row => WebhookViews.Of(row, Sum(row.Id, s => s != DeliveryState.Dead), Sum(row.Id, s => s == DeliveryState.Dead)))];

        int Sum(string id, Func<DeliveryState, bool> of) => counts.Where(c => c.WebhookId == id && of(c.State)).Sum(c => c.Count);
    }
}
