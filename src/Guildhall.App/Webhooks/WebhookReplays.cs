using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Webhooks;

/// <summary>Sending again what has ended: what was given up, or what the receiver has lost.</summary>
public sealed class WebhookReplays(Writer writer)
{
    private const int MostAtOnce = 1_000;

    /// <summary>Sends one delivery again, whether it was given up or delivered. Refused: no such webhook or delivery, one that is still on its way, a test.</summary>
    public Task<Result<int>> ReplayAsync(NotificationReach reach, string webhook, string delivery, ActOrigin origin, CancellationToken cancellation) => RunAsync(reach, webhook, origin, scope =>
    {
        if (scope.Db.Deliveries.Find(delivery) is not { } row || row.WebhookId != webhook) return Problem.NotFound("There is no such delivery.");
        if (row.State is DeliveryState.Waiting or DeliveryState.Sending) return Problem.Conflict("DELIVERY_OPEN", "This delivery is still on its way.");
        return row.Sequence == 0 ? Problem.Conflict("DELIVERY_IS_TEST", "A test is not sent again; send another.") : new List<DeliveryRow> { row };
    }, cancellation);

    /// <summary>Sends again what was given up, the oldest first, 1,000 at one time; answers how many.</summary>
    public Task<Result<int>> ReplayDeadAsync(NotificationReach reach, string webhook, ActOrigin origin, CancellationToken cancellation) => RunAsync(reach, webhook, origin, scope =>
        scope.Db.Deliveries.Where(d => d.WebhookId == webhook && d.State == DeliveryState.Dead && d.Sequence > 0).OrderBy(d => d.Sequence).Take(MostAtOnce).ToList(), cancellation);

    private Task<Result<int>> RunAsync(NotificationReach reach, string id, ActOrigin origin, Func<WriteScope, Result<List<DeliveryRow>>> choose, CancellationToken cancellation) => writer.WriteAsync<Result<int>>(
        scope =>
        {
            if (scope.Db.Webhooks.Find(id) is not { } webhook || !reach.Covers(webhook.TenantId)) return WebhookQueries.Missing;
            var chosen = choose(scope);
            if (chosen.Refused) return chosen.Problems;
            if (chosen.Value.Count == 0) return 0;
            var lanes = LanesOf(scope, id, chosen.Value);
            scope.Stage(db =>
            {
                foreach (var row in chosen.Value) DeliveryEnd.Reopen(row, scope.Now);
                db.AddRange(lanes);
            });
            Webhooks.Audit(scope, "ReplayWebhookDeliveries", origin, webhook);
            return chosen.Value.Count;
        },
        cancellation);

    /// <summary>They take their places in the order again.</summary>
    private static List<DeliveryLaneRow> LanesOf(WriteScope scope, string webhook, List<DeliveryRow> deliveries)
    {
        var numbers = deliveries.Select(d => d.Sequence).ToList();
        var events = scope.Db.Events.AsNoTracking().Where(e => numbers.Contains(e.Sequence)).Select(e => new { e.Sequence, e.About, e.Account }).ToList();
        return
        [
            .. from told in events
               from lane in told.About.Length > 0 ? told.About.Split(' ') : [told.Account]
               select new DeliveryLaneRow { WebhookId = webhook, Lane = lane, Sequence = told.Sequence },
        ];
    }
}
