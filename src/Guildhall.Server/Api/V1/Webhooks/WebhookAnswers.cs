using System.Text.Json;
using Guildhall.App.Webhooks;

namespace Guildhall.Server.Api.V1.Webhooks;

/// <summary>Webhooks and deliveries as commands print them and the API answers them. A secret only where it was just made.</summary>
internal static class WebhookAnswers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ApiAnswer Write(object document) => new(json => JsonSerializer.Serialize(json, document, Json), null);

    public static object Of(WebhookView webhook) => new
    {
        id = webhook.Id,
        name = webhook.Name,
        organizationId = webhook.Tenant,
        url = webhook.Url,
        events = webhook.Choice.Types,
        experience = webhook.Choice.Experience,
        state = Word(webhook.State),
        pausedBecause = webhook.PausedBecause,
        open = webhook.Open,
        dead = webhook.Dead,
        failingSince = webhook.FailingSince,
        deliveredAt = webhook.DeliveredAt,
        lastProblem = webhook.LastProblem,
        formerSecretUntil = webhook.FormerSecretUntil,
        createdAt = webhook.CreatedAt,
        createdBy = webhook.CreatedBy,
        updatedAt = webhook.UpdatedAt,
        updatedBy = webhook.UpdatedBy,
    };

    public static object Of(WebhookWithSecret made) => new { webhook = Of(made.Webhook), secret = made.Secret?.Reveal() };

    public static object Of(DeliveryView delivery) => new
    {
        id = delivery.Id,
        @event = delivery.EventId,
        type = delivery.Type,
        state = Word(delivery.State),
        tries = delivery.Attempts,
        answer = delivery.Answer,
        problem = delivery.Problem,
        createdAt = delivery.CreatedAt,
        lastAt = delivery.LastAt,
        due = delivery.Due,
    };

    public static object Of(DeliveryPage page, int skipped) => new { deliveries = page.Deliveries.Select(Of), count = page.Count, skipped };

    private static string Word<T>(T state)
        where T : struct, Enum => state.ToString().ToLowerInvariant();
}
