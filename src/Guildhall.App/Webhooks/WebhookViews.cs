using Guildhall.App.Store.Rows;
using Guildhall.Domain.Delivery;

namespace Guildhall.App.Webhooks;

/// <summary>A webhook as it is shown; nothing of its secret.</summary>
/// <param name="Open">Deliveries that wait or are being sent.</param>
/// <param name="Dead">Deliveries that were given up.</param>
public sealed record WebhookView(string Id, string Tenant, string Name, string Url, EventChoice Choice, WebhookState State, int Open, int Dead)
{
    /// <summary>Why Guildhall paused it by itself.</summary>
    public string? PausedBecause { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public string? LastProblem { get; init; }

    /// <summary>Until then the secret before the last change signs too.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>The ETag.</summary>
    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>When and by whom it was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }
}

/// <summary>A delivery as it is shown.</summary>
/// <param name="Answer">The HTTP status of the last answer; null when there was none.</param>
public sealed record DeliveryView(string Id, string EventId, string Type, DeliveryState State, int Attempts, int? Answer, string? Problem)
{
    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When it is tried next; null when it has ended.</summary>
    public DateTimeOffset? Due { get; init; }
}

internal static class WebhookViews
{
    public static EventChoice ChoiceOf(WebhookRow row) => new(EventChoice.TypesIn(row.Types), row.ExperienceId);

    public static WebhookView Of(WebhookRow row, int open = 0, int dead = 0) => new(row.Id, row.TenantId, row.Name, row.Url, ChoiceOf(row), row.State, open, dead)
    {
        PausedBecause = row.PausedBecause,
        FailingSince = row.FailingSince,
        DeliveredAt = row.DeliveredAt,
        LastProblem = row.LastProblem,
        FormerSecretUntil = row.FormerUntil,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        UpdatedAt = row.UpdatedAt,
        UpdatedBy = row.UpdatedBy,
    };

    public static DeliveryView Of(DeliveryRow row) => new(row.Id, row.EventId, row.Type, row.State, row.Attempts, row.Answer, row.Problem)
    {
        CreatedAt = row.CreatedAt,
        LastAt = row.LastAt,
        Due = row.State is DeliveryState.Waiting or DeliveryState.Sending ? row.Due : null,
    };
}
