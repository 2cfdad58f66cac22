namespace Guildhall.Domain.Billing;

/// <summary>The three ways to look at costs. aws-operations.md C.6.</summary>
public enum CostView
{
    /// <summary>Unblended costs of all lines: adds up to the payer's invoice. The default.</summary>
    Invoice,

    /// <summary>After private discounts, where the report has them; the rows of those discounts are not added on top.</summary>
    Net,

    /// <summary>What each resource really cost: upfront and unused commitments are spread.</summary>
    Amortised,
}

/// <summary>The lines of one day that share a key, added up.</summary>
/// <param name="Day">UTC, the day on which the usage began.</param>
/// <param name="Rows">How many lines, at least 1.</param>
public sealed record Cost(DateOnly Day, CostKey Key, Amount Unblended, Amount Net, Amount Amortised, long Rows)
{
    public Amount In(CostView view) => view switch
    {
        CostView.Invoice => Unblended,
        CostView.Net => Net,
        CostView.Amortised => Amortised,
        _ => throw new ArgumentOutOfRangeException(nameof(view)),
    };
}
