namespace Guildhall.App.Store.Rows;

/// <summary>Who gets mail of which events of an organization.</summary>
public sealed class MailRuleRow
{
    /// <summary><c>mailrule-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The only experience whose events are meant.</summary>
    public string? ExperienceId { get; init; }

    /// <summary>Detail types, one a line; empty for all.</summary>
    public required string Types { get; init; }

    /// <summary>Addresses, one a line.</summary>
    public required string Recipients { get; init; }

    /// <summary>The last event that was there before it.</summary>
    public long StartsAfter { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}

/// <summary>A mail to one address: on its way to the mail server, or kept to be read here.</summary>
public sealed class MailRow
{
    /// <summary>A UUID that follows from what the mail tells and to whom.</summary>
    public required string Id { get; init; }

    /// <summary>Whose administrators may read it; null for the installation alone.</summary>
    public string? TenantId { get; init; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public MailState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Until then one process sends it, and no other does.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The number of the last lease: what an earlier one writes no longer counts (F-40).</summary>
    public long Fence { get; set; }

    /// <summary>What the last try failed by.</summary>
    public string? Problem { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>How far a mail is. The numbers are stored.</summary>
public enum MailState
{
    Waiting = 0,

    /// <summary>Begun: the mail server may have it.</summary>
    Sending = 1,

    /// <summary>The mail server has taken it.</summary>
    Sent = 2,

    /// <summary>The mail server refused it, or could not be reached for a day.</summary>
    Failed = 3,

    /// <summary>There was no mail server: it is read here.</summary>
    Kept = 4,
}
