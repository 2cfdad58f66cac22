using Guildhall.App.Store.Rows;

namespace Guildhall.App.Webhooks;

/// <summary>What a try leaves in the rows of the delivery and its webhook.</summary>
internal static class DeliveryEnd
{
    /// <param name="pause">Until the next try; null when there is none.</param>
    public static void Write(DeliveryRow row, SentEvent sent, TimeSpan? pause, DateTimeOffset now)
    {
        (row.LeaseUntil, row.Answer, row.Problem) = (default, sent.Answer, sent.Problem);
        if (pause is { } time) (row.State, row.Due) = (DeliveryState.Waiting, now + time);
        else (row.State, row.EndedAt) = (sent.Problem is null ? DeliveryState.Delivered : DeliveryState.Dead, now);
    }

    /// <summary>It is to be sent as if it were new; what is sent of it now counts no more.</summary>
    public static void Reopen(DeliveryRow row, DateTimeOffset now)
    {
        (row.State, row.Due, row.LeaseUntil, row.Attempts, row.FirstAt, row.EndedAt) = (DeliveryState.Waiting, now, default, 0, null, null);
        row.Fence++;
    }

    public static void Write(WebhookRow webhook, SentEvent sent, bool pauses, DateTimeOffset now)
    {
        webhook.LastProblem = sent.Problem;
        if (sent.Problem is null) (webhook.DeliveredAt, webhook.FailingSince) = (now, null);
        else webhook.FailingSince ??= now;
        if (pauses && webhook.State == WebhookState.Active) (webhook.State, webhook.PausedBecause) = (WebhookState.Paused, sent.Problem);
    }
}
