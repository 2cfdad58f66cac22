using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>
/// Priced costs as statements: one for each company, currency of the report and currency it is billed in (another than usual has only corrections of months that were billed so), and
/// one for what is nobody's. Each total is the rounded sum of its prices; what the rounding of all totals leaves over stands with what is nobody's, so that together they are the
/// report times the rules. vendor-integration.md 15.5.
/// </summary>
/// <param name="month">Its first day.</param>
/// <param name="exchange">What a company is billed in for a line, by the rate of the month it is of: a correction by that of the corrected month. Null: the report's currency.</param>
public sealed class Statements(DateOnly month, Func<CompanyLine, ExchangeRate?> exchange)
{
    /// <summary>The companies' statements by name and currencies, then what is nobody's, by currency.</summary>
    /// <param name="lines">Of costs (<see cref="StatementLines.Of"/>) and corrections.</param>
    public ImmutableArray<Statement> Of(IEnumerable<CompanyLine> lines)
    {
        var groups = lines.Select(l => new RatedLine(l, l.Company is null ? null : exchange(l))).GroupBy(l => (l.Of.Company, l.Of.Currency, l.Billed))
            .OrderBy(g => g.Key.Company, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal).ThenBy(g => g.Key.Billed, StringComparer.Ordinal)
            .ToLookup(g => g.Key.Company is null, g => Billed(g.Key.Company, g.Key.Currency, g.Key.Billed, [.. g]));
        Statement[] companies = [.. groups[false]];
        var unassigned = groups[true].ToDictionary(s => s.Reported, StringComparer.Ordinal);
        var currencies = companies.Select(s => s.Reported).Union(unassigned.Keys).Order(StringComparer.Ordinal);
        return [.. companies, .. currencies.Select(c => Completed(unassigned.GetValueOrDefault(c) ?? new Statement(null, month, c, c, 1, []), companies)).Where(s => !s.Lines.IsEmpty)];
    }

    /// <summary>Each line rounded once, and one line more for the difference to the rounded sum.</summary>
    private Statement Billed(string? company, string reported, string currency, ImmutableArray<RatedLine> lines)
    {
        var conversion = new Conversion(currency);
        var own = lines.MaxBy(l => l.Of.Line.Corrects ?? DateOnly.MaxValue)!.Rate;
        var billed = lines.Select(l => l.Of.Line with { Rate = l.Of.Line.Corrects is null || currency == reported ? null : l.Rate, Billed = conversion.Minor((l.Of.Line.Priced, l.Rate)) });
        return WithRounding(new Statement(company, month, reported, currency, own, [.. billed.Order(StatementLines.Order)]), conversion.Minor([.. lines.Select(l => (l.Of.Line.Priced, l.Rate))]));
    }

    private static Statement Completed(Statement unassigned, Statement[] companies)
    {
        var plain = new Conversion(unassigned.Reported);
        var others = companies.Where(s => s.Reported == unassigned.Reported).ToArray();
        var priced = others.Aggregate(unassigned.Priced, (sum, s) => sum + s.Priced);
        return WithRounding(unassigned, plain.Minor((priced, 1)) - others.Sum(s => s.Currency == s.Reported ? s.Total : plain.Minor((s.Priced, 1))));
    }

    private static Statement WithRounding(Statement statement, long total)
    {
        var lines = statement.Lines.RemoveAll(l => l.Block == StatementBlock.Rounding);
        var rest = total - lines.Sum(l => l.Billed);
        return statement with { Lines = rest == 0 ? lines : lines.Add(new StatementLine { Block = StatementBlock.Rounding, Account = "", Billed = rest }) };
    }

    private sealed record RatedLine(CompanyLine Of, ExchangeRate? Exchange)
    {
        public string Billed => Exchange?.To ?? Of.Currency;

        public decimal Rate => Exchange?.Rate ?? 1;
    }
}
