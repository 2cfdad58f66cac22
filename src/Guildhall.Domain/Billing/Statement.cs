using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>What a company is billed for a month, in one currency. vendor-integration.md 15.5.</summary>
/// <param name="Company">Null: the costs of accounts without a company, which nobody is billed.</param>
/// <param name="Month">Its first day.</param>
/// <param name="Reported">The currency of the report, ISO 4217.</param>
/// <param name="Currency">What is billed in; the same unless it is converted.</param>
/// <param name="Rate">How much of <paramref name="Currency"/> one of <paramref name="Reported"/> is; 1 where they are the same. Of a statement of corrections alone the newest's.</param>
public sealed record Statement(string? Company, DateOnly Month, string Reported, string Currency, decimal Rate, ImmutableArray<StatementLine> Lines)
{
    /// <summary>The sum of the lines, in the currency's minor units.</summary>
    public long Total => Lines.Sum(l => l.Billed);

    /// <summary>As reported, in ten-thousand-millionths of the report's currency.</summary>
    public Int128 Cost => Lines.Aggregate((Int128)0, (sum, l) => sum + l.Cost);

    /// <summary>By the rules, before any rounding.</summary>
    public Int128 Priced => Lines.Aggregate((Int128)0, (sum, l) => sum + l.Priced);
}
