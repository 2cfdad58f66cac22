namespace Guildhall.Domain.Billing;

/// <summary>A month's rate between two currencies, fixed when the month is closed. vendor-integration.md 15.5.</summary>
/// <param name="From">ISO 4217.</param>
/// <param name="To">ISO 4217, another.</param>
/// <param name="Rate">How much of <paramref name="To"/> one of <paramref name="From"/> is: more than 0, at most 1,000,000, at most ten decimals.</param>
public sealed record ExchangeRate(string From, string To, decimal Rate)
{
    public const decimal Highest = 1_000_000m;

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (!Currencies.All.Contains(From)) yield return Problem.Malformed("A currency such as USD.", nameof(From));
        if (!Currencies.All.Contains(To) || To == From) yield return Problem.Malformed("Another currency, such as EUR.", nameof(To));
        if (Rate is <= 0 or > Highest || decimal.Round(Rate, 10) != Rate) yield return Problem.Malformed("A rate between 0 and 1,000,000 with at most ten decimals.", nameof(Rate));
    }
}
