using System.Collections.Immutable;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What a reading came to.</summary>
/// <param name="Run">The usage run.</param>
/// <param name="Faulted">Rows that went to quarantine.</param>
/// <param name="Held">Whether it waits for a person's word.</param>
public sealed record IngestedReport(BillingMonth Month, string Run, long Rows, long Faulted, int Accounts, ImmutableSortedDictionary<string, AmountSum> Sums, bool Held)
{
    /// <summary>What the subject of a refusal is called that names a run.</summary>
    public const string UsageRun = "UsageRun";

    /// <summary>Whether it was read now, and not before: the same delivery changes nothing.</summary>
    public bool IsNew { get; private init; } = true;

    /// <summary>Of the run that has the delivery already.</summary>
    internal static IngestedReport Unchanged(ReportLoadRow before) =>
        new(new BillingMonth(before.Month), before.Id, before.Lines, before.Faulted, before.Accounts, SumsText.Read(before.Sums), before.State == ReportLoadState.Held) { IsNew = false };
}
