namespace Guildhall.App.Store.Rows;

/// <summary>An event as the notification list of the pages tells it.</summary>
public sealed class NoticeRow
{
    /// <summary>The event's number.</summary>
    public long Sequence { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The account it is about: members see only their own.</summary>
    public required string Account { get; init; }

    public required string Type { get; init; }

    public required string Title { get; init; }

    /// <summary>The request or change set it is about, for a link; null for neither.</summary>
    public string? Subject { get; init; }

    public DateTimeOffset Time { get; init; }
}

/// <summary>Up to which notice somebody has read those of an account.</summary>
public sealed class NoticeMarkRow
{
    public required string PersonId { get; init; }

    /// <summary>The account acted for.</summary>
    public required string AccountId { get; init; }

    public long ReadUpTo { get; set; }
}

/// <summary>A notice that was read by itself, above the mark.</summary>
public sealed class NoticeReadRow
{
    public required string PersonId { get; init; }

    public required string AccountId { get; init; }

    public long Sequence { get; init; }
}
