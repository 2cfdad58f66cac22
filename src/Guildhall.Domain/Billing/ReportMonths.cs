using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>Which months of a report are looked at each time. aws-operations.md C.4, C.7.</summary>
public static class ReportMonths
{
    /// <summary>
    /// The present month changes daily, the one before it until it is final, and closed ones when AWS refunds or credits something. No list tells which of them did, only the manifest of each: so
    /// those of a year are asked.
    /// </summary>
    public const int Newest = 12;

    /// <summary>The newest, and those of which nothing is in force yet; the oldest first, so that each can be compared with what is before it.</summary>
    /// <param name="listed">Those of which AWS has delivered something.</param>
    /// <param name="inForce">Those of which something is in force.</param>
    public static ImmutableArray<BillingMonth> ToRead(IEnumerable<BillingMonth> listed, IReadOnlySet<BillingMonth> inForce) =>
        [.. listed.Distinct().OrderDescending().Index().Where(m => m.Index < Newest || !inForce.Contains(m.Item)).Select(m => m.Item).Reverse()];
}
