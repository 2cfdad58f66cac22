using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>Where deliveries of a report are read from: a bucket, or a folder of this machine.</summary>
public interface IReportSource
{
    /// <summary>The months of which there is something, the newest first.</summary>
    Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation);

    /// <summary>The newest delivery of a month: read anew each time. Refused with <c>NO_REPORT</c> when there is none yet.</summary>
    Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation);

    /// <summary>The delivery of this name, as long as its files are there. Refused with <c>REPORT_GONE</c> when they are not, and as <see cref="NewestAsync"/>.</summary>
    async Task<Result<ReportDelivery>> FindAsync(BillingMonth month, string assembly, CancellationToken cancellation)
    {
        var newest = await NewestAsync(month, cancellation);
        return newest.Refused || newest.Value.Manifest.AssemblyId == assembly ? newest : ReportDelivery.GoneFor(month);
    }

    /// <summary>
    /// A file's bytes as they come, packed or not. Refused with <c>FILE_MISSING</c> when it is not there, and with <see cref="ReportDelivery.Replaced"/> when it is seen to be of a later delivery.
    /// </summary>
    Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation);

    /// <summary>
    /// Null as long as what <see cref="OpenAsync"/> gave of these files is what lies there; else <see cref="ReportDelivery.Replaced"/>, or why that cannot be told. A source whose deliveries are
    /// called by what is in them need not say.
    /// </summary>
    Task<Problem?> ChangedAsync(ImmutableArray<string> files, CancellationToken cancellation) => Task.FromResult<Problem?>(null);
}

/// <summary>A delivery and where its manifest is.</summary>
/// <param name="Source">For people: <c>s3://bucket/key</c>, or the folder.</param>
public sealed record ReportDelivery(string Source, ReportManifest Manifest)
{
    public const string Gone = "REPORT_GONE";

    /// <summary>How <see cref="Source"/> begins of what AWS has delivered to a bucket; what lies in a folder somebody has put there.</summary>
    public const string Bucket = "s3://";

    /// <summary>Whether AWS has delivered it.</summary>
    public bool IsOfAws => Source.StartsWith(Bucket, StringComparison.Ordinal);

    /// <summary>Of files that the next delivery overwrites while they are read: what was read is of both (aws-operations.md C.4).</summary>
    public static Problem Replaced { get; } = Problem.Conflict("REPORT_REPLACED", "A new delivery took the report's place while it was read; it is read again.");

    public static Problem GoneFor(BillingMonth month) =>
        Problem.Conflict(Gone, $"The files of the version of {month} that is in force are not where they were read: another delivery has taken their place. Its lines are told here once it is in force.");
}
