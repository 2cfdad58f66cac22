namespace Guildhall.App.Store.Rows;

/// <summary>One audited act, written in the transaction of the act. private-marketplace.md 9.4, security.md S-63.</summary>
public sealed class AuditRow
{
    public long Sequence { get; init; }

    /// <summary>Null when the act belongs to no tenant (a failed sign-in, a catalogue import).</summary>
    public string? TenantId { get; init; }

    public DateTimeOffset Time { get; init; }

    public required string RequestId { get; init; }

    public required string Account { get; init; }

    public required string Arn { get; init; }

    /// <summary>Which door: <c>aws-api</c>, <c>api</c>, <c>cli</c>, <c>page</c>, <c>system</c>.</summary>
    public required string Source { get; init; }

    public required string EventName { get; init; }

    /// <summary>The record in CloudTrail's shape, with before and after of what changed.</summary>
    public required string Record { get; init; }
}

/// <summary>An event for those who should know, in order. private-marketplace.md 9.1, 9.2.</summary>
public sealed class EventRow
{
    public long Sequence { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The account it is about: members read only their own.</summary>
    public required string Account { get; init; }

    public required string Id { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>The envelope's detail type.</summary>
    public required string Type { get; init; }

    /// <summary>The experiences and requests it is about, parted by blanks; empty when it is about the account.</summary>
    public string About { get; init; } = "";

    /// <summary>The EventBridge envelope as JSON.</summary>
    public required string Body { get; init; }
}

/// <summary>A counter that tells other processes that something was written: <c>catalogue</c>, <c>keys</c>.</summary>
public sealed class CounterRow
{
    public required string Scope { get; init; }

    public long Value { get; set; }
}
