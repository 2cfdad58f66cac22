using System.Collections.Immutable;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What a month's newest delivery says when it is read once more, beside what is in force of it.</summary>
/// <param name="Run">The usage run in force.</param>
/// <param name="SameDelivery">Whether the newest delivery is the one that the run has read: otherwise they may well differ.</param>
/// <param name="Rows">Of the delivery.</param>
/// <param name="Sums">Of the delivery: unblended, by currency.</param>
/// <param name="Equal">Whether rows, quarantined rows and all sums are the same, those of the stored rows among them.</param>
public sealed record ReportProof(
    BillingMonth Month, string Run, bool SameDelivery, long Rows, long RowsInForce, ImmutableSortedDictionary<string, AmountSum> Sums, ImmutableSortedDictionary<string, AmountSum> SumsInForce, bool Equal)
{
    internal static ReportProof Of(ReportLoadRow load, string assembly, ReadReport report, StoredSums stored)
    {
        var sums = SumsText.Read(load.Sums);
        var equal = load.Lines == report.Rows && load.Faulted == report.Faults.Total && sums.SequenceEqual(report.Sums) && stored.Are(report);
        return new ReportProof(new BillingMonth(load.Month), load.Id, load.AssemblyId == assembly, report.Rows, load.Lines, report.Sums, sums, equal);
    }
}
