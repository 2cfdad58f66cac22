namespace Guildhall.Domain.Billing;

/// <summary>
/// What a restatement changed of a month whose statements are closed: lines for the next statements, never a change of those. vendor-integration.md 15.5.
/// </summary>
public static class Corrections
{
    /// <summary>
    /// A millionth of a currency's unit. When costs are kept apart by other things than before (a tag, a usage type), each part is rounded at its tenth place for itself: what only
    /// that makes of a price is no correction.
    /// </summary>
    private const long Grain = Amount.One / 1_000_000;

    /// <summary>One line for each account, currency and month of which the cost or the price is another now; none where nothing changed.</summary>
    /// <param name="month">The closed month, its first day.</param>
    /// <param name="now">Its costs as they are reported now, priced by the rules and the companies that were in force when it was closed.</param>
    /// <param name="told">What statements have of it: the lines of the closed month and the corrections of it that are closed too.</param>
    public static IEnumerable<CompanyLine> Of(DateOnly month, IEnumerable<CompanyLine> now, IEnumerable<CompanyLine> told) =>
        Sums(now.Select(l => (l, 1)).Concat(told.Select(l => (l, -1))))
            .Where(s => s.Value.Cost != 0 || Int128.Abs(s.Value.Priced) >= Grain)
            .OrderBy(s => s.Key.Company, StringComparer.Ordinal).ThenBy(s => s.Key.Account, StringComparer.Ordinal).ThenBy(s => s.Key.Currency, StringComparer.Ordinal)
            .Select(s => new CompanyLine(s.Key.Company, s.Key.Currency, Line(month, s.Key.Account, s.Value.Cost, s.Value.Priced)));

    private static Dictionary<(string? Company, string Currency, string Account), (Int128 Cost, Int128 Priced)> Sums(IEnumerable<(CompanyLine Line, int Sign)> lines)
    {
        var sums = new Dictionary<(string?, string, string), (Int128 Cost, Int128 Priced)>();
        foreach (var ((company, currency, line), sign) in lines)
        {
            if (line.Account.Length == 0) continue;
            var (cost, priced) = sums.GetValueOrDefault((company, currency, line.Account));
            sums[(company, currency, line.Account)] = (cost + (sign * line.Cost), priced + (sign * line.Priced));
        }

        return sums;
    }

    private static StatementLine Line(DateOnly month, string account, Int128 cost, Int128 priced) =>
        new() { Block = StatementBlock.Corrections, Account = account, Corrects = month, Cost = cost, Priced = priced };
}
