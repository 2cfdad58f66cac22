using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>The months that are in force at a moment, with their costs.</summary>
internal sealed class SpendMoment : IDisposable
{
    private const string InForce = """
        SELECT m."TenantId", m."Month", m."Load", l."Faulted" FROM "BillingMonths" m JOIN "ReportLoads" l ON l."Number" = m."Load" ORDER BY m."Month", m."TenantId"
        """;

    private readonly SpendMonths _months;
    private readonly PlainReading _reading;

    public SpendMoment(SpendMonths months, PlainReading reading)
    {
        (_months, _reading) = (months, reading);
        Reported = [.. reading.Rows(InForce).Select(row => new ReportedMonth(row.GetString(0), new BillingMonth(row.GetInt32(1)), row.GetInt64(2), row.GetInt64(3)))];
        months.Keep(Reported.Select(m => m.Load));
    }

    /// <summary>Of all organizations, the oldest month first.</summary>
    public ImmutableArray<ReportedMonth> Reported { get; }

    /// <summary>Whether these are in memory, so that nobody waits for them.</summary>
    public bool Has(IEnumerable<ReportedMonth> months) => months.All(m => _months.Has(m.Load));

    /// <summary>What these months are billed in, the currency of most services and products first.</summary>
    public ImmutableArray<string> CurrenciesOf(IEnumerable<ReportedMonth> months) => SpendCurrencies.ByUse(months.SelectMany(m => SumsOf(m).Subjects).Select(s => s.Currency));

    public SpendMonth SumsOf(ReportedMonth month) => _months.Of(_reading, month.Load).Sums;

    /// <summary>What product codes of these months are called, by code: by the newest that has it.</summary>
    public Dictionary<string, SpendProduct> ProductsOf(IEnumerable<ReportedMonth> months)
    {
        var products = new Dictionary<string, SpendProduct>(StringComparer.Ordinal);
        foreach (var product in months.OrderBy(m => m.Month).SelectMany(m => _months.Of(_reading, m.Load).Products)) products[product.Code] = product;
        return products;
    }

    /// <summary>The days of these months that have a cost; null when it is of more than <see cref="SpendReport.MostAccountsByDay"/> chosen accounts.</summary>
    public ImmutableArray<SpendPoint>? DaysOf(IReadOnlyList<ReportedMonth> months, SpendChoice choice)
    {
        (ReportedMonth Month, string[]? Accounts)[] parts = [.. months.Select(m => (m, choice.Accounts is { } counts ? SumsOf(m).Accounts.Where(a => counts(a)).ToArray() : null))];
        if (parts.Sum(p => p.Accounts?.Length ?? 0) > SpendReport.MostAccountsByDay) return null;
        var days = new SortedDictionary<DateOnly, SpendAmount>();
        foreach (var (month, accounts) in parts)
        {
            foreach (var line in accounts is null ? DayLines.OfAll(_reading, month.Load, choice.Cost) : DayLines.OfAccounts(_reading, month.Load, accounts, choice.Cost))
            {
                var subject = new SpendSubject(line.BillingEntity, line.ProductCode, "", line.Currency);
                var day = month.Month.First.AddDays(line.Day - 1);
                if (choice.Subjects(subject)) days[day] = days.GetValueOrDefault(day) + SpendAmount.Of(line.Sum, subject.Marketplace);
            }
        }

        return [.. days.Select(d => new SpendPoint(d.Key, d.Value))];
    }

    public void Dispose() => _reading.Dispose();
}
