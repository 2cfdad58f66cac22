using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>
/// Priced costs as statements: one for each company and currency of the report, and one for what is nobody's. Each total is the rounded sum of its prices;
/// what the rounding of all totals leaves over stands with what is nobody's, so that together they are the report times the rules. vendor-integration.md 15.5.
/// </summary>
/// <param name="month">Its first day.</param>
/// <param name="exchange">What a company is billed in, by its name and the report's currency; null: the report's currency.</param>
public sealed class Statements(DateOnly month, Func<string, string, ExchangeRate?> exchange)
{
    /// <summary>The companies' statements by name and currency, then what is nobody's, by currency.</summary>
    /// <param name="lines">Of costs (<see cref="StatementLines.Of"/>) and corrections.</param>
    public ImmutableArray<Statement> Of(IEnumerable<CompanyLine> lines)
    {
        var groups = lines.GroupBy(l => (l.Company, l.Currency)).OrderBy(g => g.Key.Company, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
            .ToLookup(g => g.Key.Company is null);
        Statement[] companies = [.. groups[false].Select(g => Billed(g.Key.Company, g.Key.Currency, exchange(g.Key.Company!, g.Key.Currency), g))];
        var unassigned = groups[true].ToDictionary(g => g.Key.Currency, g => Billed(null, g.Key.Currency, null, g), StringComparer.Ordinal);
        var currencies = companies.Select(s => s.Reported).Union(unassigned.Keys).Order(StringComparer.Ordinal);
        return [.. companies, .. currencies.Select(c => Completed(unassigned.GetValueOrDefault(c) ?? new Statement(null, month, c, c, 1, []), companies)).Where(s => !s.Lines.IsEmpty)];
    }

    /// <summary>Each line rounded once, and one line more for the difference to the rounded sum.</summary>
    private Statement Billed(string? company, string currency, ExchangeRate? rate, IEnumerable<CompanyLine> lines)
    {
        var conversion = new Conversion(rate?.To ?? currency, rate?.Rate ?? 1);
        var statement = new Statement(company, month, currency, rate?.To ?? currency, rate?.Rate ?? 1, [.. lines.Select(l => l.Line with { Billed = conversion.Minor(l.Line.Priced) }).Order(StatementLines.Order)]);
        return WithRounding(statement, conversion.Minor(statement.Priced));
    }

    private static Statement Completed(Statement unassigned, Statement[] companies)
    {
        var plain = new Conversion(unassigned.Reported, 1);
        var others = companies.Where(s => s.Reported == unassigned.Reported).ToArray();
        var priced = others.Aggregate(unassigned.Priced, (sum, s) => sum + s.Priced);
        return WithRounding(unassigned, plain.Minor(priced) - others.Sum(s => s.Rate == 1 ? s.Total : plain.Minor(s.Priced)));
    }

    private static Statement WithRounding(Statement statement, long total)
    {
        var lines = statement.Lines.RemoveAll(l => l.Block == StatementBlock.Rounding);
        var rest = total - lines.Sum(l => l.Billed);
        return statement with { Lines = rest == 0 ? lines : lines.Add(new StatementLine { Block = StatementBlock.Rounding, Account = "", Billed = rest }) };
    }
}
