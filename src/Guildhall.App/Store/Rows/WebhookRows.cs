namespace Guildhall.App.Store.Rows;

/// <summary>Somebody's server that gets events.</summary>
public sealed class WebhookRow
{
    /// <summary><c>webhook-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    public required string Url { get; set; }

    /// <summary>Detail types, one a line; empty for all.</summary>
    public required string Types { get; set; }

    /// <summary>The only experience whose events it gets.</summary>
    public string? ExperienceId { get; set; }

    public WebhookState State { get; set; }

    /// <summary>Why, when Guildhall paused it by itself.</summary>
    public string? PausedBecause { get; set; }

    /// <summary>Sealed (security.md S-13).</summary>
    public required string EncryptedSecret { get; set; }

    /// <summary>The secret before the last change: it signs too until <see cref="FormerUntil"/>.</summary>
    public string? FormerEncryptedSecret { get; set; }

    public DateTimeOffset? FormerUntil { get; set; }

    /// <summary>The last event that was there before it.</summary>
    public long StartsAfter { get; init; }

    /// <summary>The first failure after the last success.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the last try failed by; null when it did not.</summary>
    public string? LastProblem { get; set; }

    /// <summary>One more with each change that a person makes: the ETag.</summary>
    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public string? UpdatedBy { get; set; }
}

/// <summary>The numbers are stored.</summary>
public enum WebhookState
{
    Active = 0,

    /// <summary>Its deliveries wait.</summary>
    Paused = 1,
}

/// <summary>One event on its way to one webhook.</summary>
public sealed class DeliveryRow
{
    /// <summary>A UUID that follows from webhook and event.</summary>
    public required string Id { get; init; }

    public required string WebhookId { get; init; }

    /// <summary>The event's number; 0 for a test.</summary>
    public long Sequence { get; init; }

    public required string EventId { get; init; }

    public required string Type { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>How often it was begun since it was made or replayed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Until then one process sends it, and no other does.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The number of the last lease: what an earlier one writes no longer counts (F-40).</summary>
    public long Fence { get; set; }

    /// <summary>When it was first begun since it was made or replayed.</summary>
    public DateTimeOffset? FirstAt { get; set; }

    public DateTimeOffset? LastAt { get; set; }

    /// <summary>The HTTP status of the last answer; null when there was none.</summary>
    public int? Answer { get; set; }

    /// <summary>What the last try failed by.</summary>
    public string? Problem { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>How far a delivery is. The numbers are stored.</summary>
public enum DeliveryState
{
    /// <summary>To be sent when it is due and nothing before it is open.</summary>
    Waiting = 0,

    /// <summary>Begun: the receiver may have it.</summary>
    Sending = 1,

    Delivered = 2,

    /// <summary>Given up; a person may replay it.</summary>
    Dead = 3,
}

/// <summary>What an open delivery is about: those of one webhook with a lane in common are sent in the order of their events.</summary>
public sealed class DeliveryLaneRow
{
    public required string WebhookId { get; init; }

    /// <summary>The id of an experience, a request or an account.</summary>
    public required string Lane { get; init; }

    public long Sequence { get; init; }
}

/// <summary>How far something has read the events.</summary>
public sealed class EventCursorRow
{
    public required string Name { get; init; }

    /// <summary>The last event it is done with.</summary>
    public long Position { get; set; }
}
