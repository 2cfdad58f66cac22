namespace Guildhall.App.Store.Rows;

/// <summary>One reading of a billing report: a usage run. vendor-integration.md 15.2, 15.3.</summary>
public sealed class ReportLoadRow
{
    /// <summary>What its costs are kept by; rising.</summary>
    public required long Number { get; init; }

    /// <summary><c>run-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The billing period: year times 100 and month.</summary>
    public int Month { get; init; }

    /// <summary>AWS's name of the delivery; of files without a manifest a hash of them.</summary>
    public required string AssemblyId { get; init; }

    /// <summary>Where it was read from: <c>s3://bucket/key</c> of the manifest, or the folder's name.</summary>
    public required string Source { get; init; }

    public ReportLoadState State { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>A person's ARN or name; Guildhall's own where the schedule did it.</summary>
    public required string StartedBy { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>A process that has died holds a run no longer than this.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    public int Files { get; set; }

    /// <summary>Files that were read to their end.</summary>
    public int FilesRead { get; set; }

    public long Lines { get; set; }

    /// <summary>Lines that went to quarantine.</summary>
    public long Faulted { get; set; }

    public int Accounts { get; set; }

    /// <summary>Unpacked.</summary>
    public long Bytes { get; set; }

    /// <summary>The sum of the unblended cost by currency, as JSON: <c>{"USD":"12.3400000000"}</c>.</summary>
    public string Sums { get; set; } = "{}";

    /// <summary>Whether a row with a cost still lacks its invoice.</summary>
    public bool Open { get; set; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Problem { get; set; }

    /// <summary>The code of that: <c>TOO_MANY_FAULTS</c>.</summary>
    public string? Code { get; set; }

    /// <summary>What it changed of the version before it, as JSON (ReportDifference); null where it is the first.</summary>
    public string? Difference { get; set; }

    /// <summary>Whether its rows were taken away.</summary>
    public bool Cleaned { get; set; }
}

/// <summary>How far a reading is. The numbers are stored.</summary>
public enum ReportLoadState
{
    Reading = 0,

    /// <summary>Read, and waits for a person's word before it comes in force.</summary>
    Held = 1,

    InForce = 2,

    /// <summary>Another version took its place.</summary>
    Superseded = 3,

    /// <summary>Refused as a whole: the version before it stays in force.</summary>
    Failed = 4,

    /// <summary>A person decided against it.</summary>
    Declined = 5,
}

/// <summary>A billing period of an organization: which version is in force, and whether its statements are closed.</summary>
public sealed class BillingMonthRow
{
    public required string TenantId { get; init; }

    /// <summary>Year times 100 and month.</summary>
    public int Month { get; init; }

    /// <summary>The load in force; null while there is none.</summary>
    public long? Load { get; set; }

    /// <summary>When its statements were made final; null while they move.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The rules, defaults and companies that were in force then, as JSON (ClosedBooks).</summary>
    public string? Books { get; set; }

    public long Version { get; set; }
}

/// <summary>A line that was not understood. vendor-integration.md 15.3.</summary>
public sealed class ReportFaultRow
{
    public long Load { get; init; }

    /// <summary>From 0 within a load.</summary>
    public int Place { get; init; }

    public required string File { get; init; }

    public long Line { get; init; }

    public required string Reason { get; init; }

    /// <summary>The beginning of the line's text that was not understood.</summary>
    public required string Excerpt { get; init; }
}

/// <summary>When an organization's report is looked at next, and what came of the last look. vendor-integration.md 15.2.</summary>
public sealed class ReportWatchRow
{
    public required string TenantId { get; init; }

    public DateTimeOffset Due { get; set; }

    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>When AWS last delivered something new; the link's beginning before the first.</summary>
    public DateTimeOffset FreshAt { get; set; }

    /// <summary>Why the last look gave nothing; null when it did or there was nothing new.</summary>
    public string? Problem { get; set; }

    /// <summary>Why AWS cannot deliver, by what it says itself or by the bucket's policy; null when it can, or it is not known.</summary>
    public string? Trouble { get; set; }

    /// <summary>When that was asked last; null before the first time.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Hours without a delivery that were told of: 0, 36 or 72.</summary>
    public int LateTold { get; set; }
}
