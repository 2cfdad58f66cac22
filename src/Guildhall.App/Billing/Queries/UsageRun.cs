using System.Collections.Immutable;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Reading;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Queries;

/// <summary>One reading of a report as it is shown. vendor-integration.md 15.3.</summary>
/// <param name="Tenant">The organization's id.</param>
public sealed record UsageRun(string Id, string Tenant, BillingMonth Month, ReportLoadState State)
{
    /// <summary>Rising; what a page of runs goes on after.</summary>
    public required long Number { get; init; }

    public required string AssemblyId { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string StartedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public TimeSpan? Duration => EndedAt - StartedAt;

    public int Files { get; init; }

    public int FilesRead { get; init; }

    public long Lines { get; init; }

    /// <summary>Lines that went to quarantine.</summary>
    public long Faulted { get; init; }

    public int Accounts { get; init; }

    public long Bytes { get; init; }

    /// <summary>Unblended, by currency.</summary>
    public required ImmutableSortedDictionary<string, AmountSum> Sums { get; init; }

    /// <summary>Whether AWS has not issued all invoices of the month.</summary>
    public bool Open { get; init; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Problem { get; init; }

    /// <summary>The code of that: <c>TOO_MANY_FAULTS</c>.</summary>
    public string? Code { get; init; }

    /// <summary>What it changed of the version before it; null where it is the first.</summary>
    public ReportDifference? Difference { get; init; }

    internal static UsageRun Of(ReportLoadRow row) => new(row.Id, row.TenantId, new BillingMonth(row.Month), row.State)
    {
        Number = row.Number,
        AssemblyId = row.AssemblyId,
        Source = row.Source,
        StartedAt = row.StartedAt,
        StartedBy = row.StartedBy,
        EndedAt = row.EndedAt,
        Files = row.Files,
        FilesRead = row.FilesRead,
        Lines = row.Lines,
        Faulted = row.Faulted,
        Accounts = row.Accounts,
        Bytes = row.Bytes,
        Sums = SumsText.Read(row.Sums),
        Open = row.Open,
        Problem = row.Problem,
        Code = row.Code,
        Difference = row.Difference is { } difference ? ReportDifference.Read(difference) : null,
    };
}

/// <summary>A line that was not understood. vendor-integration.md 15.3.</summary>
/// <param name="Reason">One of <see cref="RowFaultReason"/>, and the column it is about behind a colon where it is about one.</param>
public sealed record UsageRunFault(int Place, string File, long Line, string Reason, string Excerpt)
{
    /// <summary>Null for a word of another version.</summary>
    public RowFaultReason? Why => Enum.TryParse<RowFaultReason>(Reason.Split(':')[0], out var why) ? why : null;

    /// <summary>The header's name of the cell; null where it is about the whole line.</summary>
    public string? Column => Reason.Split(": ", 2) is [_, var column] ? column : null;

    /// <summary>Whether it is Guildhall's own limit, so that reading again may mend it; what else is wrong is corrected at the source.</summary>
    public bool IsOfSystem => Why is RowFaultReason.AmountTooLarge or RowFaultReason.CellTooLong or RowFaultReason.RowTooLong or RowFaultReason.TextTooLong;
}
