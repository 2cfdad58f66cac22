using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Webhooks;

/// <summary>Which webhooks get which events: their deliveries, staged with the router's cursor.</summary>
internal static class WebhookRouting
{
    public static void Stage(WriteScope scope, IReadOnlyList<RoutedEvent> events)
    {
        // Read after the events: a webhook that is not here yet was made after all of them.
        var tenants = events.Select(e => e.Tenant).Distinct(StringComparer.Ordinal).ToList();
        var webhooks = scope.Db.Webhooks.AsNoTracking().Where(w => tenants.Contains(w.TenantId)).ToList();
        var wanted = from webhook in webhooks
                     let choice = WebhookViews.ChoiceOf(webhook)
                     from told in events
                     where told.Tenant == webhook.TenantId && told.Sequence > webhook.StartsAfter && choice.Takes(told.Type, told.About)
                     select (Id: EventIds.Of($"{webhook.Id}/{told.Id}"), Webhook: webhook.Id, Told: told);
        var deliveries = wanted.DistinctBy(w => w.Id).ToList();
        // An event that was told twice under one id is one.
        var ids = deliveries.Select(d => d.Id).ToList();
        var there = scope.Db.Deliveries.Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToHashSet();
        foreach (var (id, webhook, told) in deliveries.Where(d => !there.Contains(d.Id))) scope.Stage(db => db.AddRange(Rows(id, webhook, told, scope.Now)));
    }

    private static IEnumerable<object> Rows(string id, string webhook, RoutedEvent told, DateTimeOffset now) =>
    [
        new DeliveryRow { Id = id, WebhookId = webhook, Sequence = told.Sequence, EventId = told.Id, Type = told.Type, Due = now, CreatedAt = now },
        .. told.Lanes.Select(lane => new DeliveryLaneRow { WebhookId = webhook, Lane = lane, Sequence = told.Sequence }),
    ];
}
