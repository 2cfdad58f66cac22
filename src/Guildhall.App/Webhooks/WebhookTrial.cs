using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Webhooks;

/// <summary>Sends a test event, at once and once, whatever else waits; it is listed among the deliveries.</summary>
public sealed class WebhookTrial
{
    private readonly WebhookQueries _queries;
    private readonly Writer _writer;
    private readonly WebhookSender _sender;
    private readonly WebhookSecrets _secrets;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal WebhookTrial(WebhookQueries queries, Writer writer, WebhookSender sender, WebhookSecrets secrets, IdSource ids, TimeProvider clock) =>
        (_queries, _writer, _sender, _secrets, _ids, _clock) = (queries, writer, sender, secrets, ids, clock);

    /// <summary>Answers how the receiver took it; not found when the webhook is out of reach.</summary>
    public async Task<Result<DeliveryView>> SendAsync(NotificationReach reach, string id, CancellationToken cancellation)
    {
        if (await _queries.RowAsync(reach, id, cancellation) is not { } webhook) return WebhookQueries.Missing;
        var (now, told) = (_clock.GetUtcNow(), _ids.Uuid().ToString());
        var delivery = _ids.Uuid().ToString();
        var sent = await _sender.SendAsync(webhook.Url, delivery, told, Body(webhook, told, now), _secrets.InForce(webhook, now), cancellation);
        var row = new DeliveryRow { Id = delivery, WebhookId = id, EventId = told, Type = "Webhook Test", Attempts = 1, FirstAt = now, LastAt = now, CreatedAt = now };
        DeliveryEnd.Write(row, sent, pause: null, now);
        return await _writer.WriteAsync<Result<DeliveryView>>(
            scope =>
            {
                if (scope.Db.Webhooks.Find(id) is null) return WebhookQueries.Missing;
                scope.Stage(db => db.Add(row));
                return WebhookViews.Of(row);
            },
            CancellationToken.None);
    }

    private static string Body(WebhookRow webhook, string id, DateTimeOffset now) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = id,
        ["detail-type"] = "Webhook Test",
        ["source"] = "guildhall.webhooks",
        ["account"] = "",
        ["time"] = WireTime.Text(now),
        ["region"] = "us-east-1",
        ["resources"] = new JsonArray(),
        ["detail"] = new JsonObject { ["webhookId"] = webhook.Id, ["name"] = webhook.Name },
    }.ToJsonString(JsonSerializerOptions.Default);
}
