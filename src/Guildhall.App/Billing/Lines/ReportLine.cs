using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Lines;

/// <summary>One line of a report as it stands in its file.</summary>
/// <param name="File">The last part of its key.</param>
/// <param name="Line">Its place in the file, from 1 with the header.</param>
/// <param name="Key">What its cost is kept apart by; without tags, and without its usage type.</param>
public sealed record ReportLine(string File, long Line, DateOnly Day, CostKey Key, Amount Unblended, Amount Net, Amount Amortised)
{
    public required string UsageType { get; init; }

    public required string Description { get; init; }

    /// <summary>The resource's id or ARN; empty where the report has none.</summary>
    public required string Resource { get; init; }
}

/// <summary>Which lines are wanted; null takes all.</summary>
public sealed record LineChoice
{
    /// <summary>Asked with 12 digits.</summary>
    public Predicate<string>? Accounts { get; init; }

    /// <summary>A service's or product's code; empty for lines without one.</summary>
    public string? Product { get; init; }

    /// <summary>AWS's word, such as <c>Usage</c>.</summary>
    public string? Type { get; init; }

    public DateOnly? Day { get; init; }
}
