using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Reading;

/// <summary>What is wanted of a report. All files of one billing period are read with the same wish.</summary>
/// <param name="Period">The first day of the billing period, which is a calendar month in UTC.</param>
/// <param name="Payer">The management account of the link; rows of another payer are faults.</param>
public sealed record ReportWish(DateOnly Period, AccountId Payer)
{
    /// <summary>Tags whose values costs are kept apart by, as they are called on resources: <c>CostCenter</c>.</summary>
    public ImmutableArray<string> TagKeys { get; init; } = [];

    /// <summary>The usage types that costs are kept apart by, exactly as AWS writes them; all others are added up together.</summary>
    public ImmutableArray<string> UsageTypes { get; init; } = [];

    /// <summary>Whether an account is one that may be billed for; null takes every account of 12 digits. Asked once for each account, by one thread at a time for each file.</summary>
    public Func<AccountId, bool>? Knows { get; init; }

    public ReadLimits Limits { get; init; } = ReadLimits.Standard;
}
