namespace Guildhall.App.Store.Rows;

/// <summary>What became of one change set of a bulk order.</summary>
public enum BulkSetState : byte
{
    /// <summary>Not sent yet.</summary>
    Waiting,

    /// <summary>Accepted, and not known to have ended.</summary>
    Sent,

    /// <summary>All its lines are done.</summary>
    Done,

    /// <summary>None of its lines is done.</summary>
    Refused,

    /// <summary>None of its lines is to be sent.</summary>
    LeftOut,
}

/// <summary>Many products in many experiences at one time, and how far that is. M-09.</summary>
public sealed class BulkOrderRow
{
    /// <summary><c>bulk-…</c>; later ones sort behind.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The account that whoever ordered acted for.</summary>
    public required string Account { get; init; }

    /// <summary>The access key or the person, whose rights are asked again before each set.</summary>
    public required string Credential { get; init; }

    /// <summary>Who ordered, as ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The sender's own key against ordering twice; unique for a credential and account.</summary>
    public string? ClientKey { get; init; }

    /// <summary>What is done to the products (ProductAct's name).</summary>
    public required string Act { get; init; }

    public required string RequestId { get; init; }

    public int Experiences { get; init; }

    public int Lines { get; init; }

    /// <summary>Lines that have their result, whatever it is.</summary>
    public int Ended { get; set; }

    public int Done { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who stopped it, as ARN: what has not been sent then never is.</summary>
    public string? StoppedBy { get; set; }

    /// <summary>The process that works on it; null when none does.</summary>
    public string? Worker { get; set; }

    /// <summary>Until then only that process works on it.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>One more with each change.</summary>
    public long Version { get; set; }
}

/// <summary>One change set of a bulk order, to be sent in its place, and what became of it.</summary>
public sealed class BulkSetRow
{
    public required string OrderId { get; init; }

    /// <summary>From 0, over all experiences of the order.</summary>
    public int Position { get; init; }

    public required string ExperienceId { get; init; }

    /// <summary>Its name when it was ordered.</summary>
    public required string ExperienceName { get; init; }

    /// <summary>The lines as JSON (BulkLine), those included that are not sent.</summary>
    public required string Lines { get; init; }

    public BulkSetState State { get; set; }

    public string? ChangeSetId { get; set; }

    /// <summary>Why nothing of it is done, as JSON (StoredError).</summary>
    public string? Problems { get; set; }
}
