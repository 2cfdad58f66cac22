namespace Guildhall.App.Store.Rows;

/// <summary>
/// One intended effect on AWS: recorded before it is called, looked for before it is called again, so that it happens once. security.md 6.3.
/// </summary>
public sealed class EffectRow
{
    /// <summary>A UUID of version 7: later ones sort behind earlier ones.</summary>
    public required string Id { get; init; }

    /// <summary>What is done: <c>link.bucket</c>, <c>account.create</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is done for: the id of a link, an order or an account. Entries of one subject are done one after another.</summary>
    public required string Subject { get; init; }

    /// <summary>The place among the entries of its subject.</summary>
    public int Position { get; init; }

    /// <summary>The link whose AWS is called.</summary>
    public required string LinkId { get; init; }

    public EffectState State { get; set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was last begun.</summary>
    public DateTimeOffset? BegunAt { get; set; }

    /// <summary>Some attempt ended without anybody knowing what AWS did: from then on AWS is asked before it is called.</summary>
    public bool Uncertain { get; set; }

    /// <summary>Not before then.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Until then one process works on it, and no other does.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The number of the last attempt's lease: what an earlier one writes no longer counts (F-40).</summary>
    public long Fence { get; set; }

    /// <summary>How far it is, as JSON of its kind; never a secret.</summary>
    public string? Progress { get; set; }

    /// <summary>AWS's error name or ours, of the last attempt that did not succeed.</summary>
    public string? ProblemCode { get; set; }

    /// <summary>What went wrong last and what helps, as a manager reads it.</summary>
    public string? Problem { get; set; }

    /// <summary>AWS's id of the refused request.</summary>
    public string? AwsRequestId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>How far an intended effect is. The numbers are stored.</summary>
public enum EffectState
{
    /// <summary>To be begun when it is due.</summary>
    Waiting = 0,

    /// <summary>Begun: AWS may be doing it.</summary>
    Calling = 1,

    Done = 2,

    /// <summary>AWS or Guildhall refused it for good; a person may try it again.</summary>
    Failed = 3,

    /// <summary>Nobody can tell by rule what is right; a person decides.</summary>
    NeedsReview = 4,

    Cancelled = 5,
}
