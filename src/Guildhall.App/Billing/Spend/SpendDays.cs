using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>What the days of a month cost: of all accounts from sums, of a few from their costs.</summary>
internal static class SpendDays
{
    private const string OfAll = """SELECT "Day", "BillingEntity", "ProductCode", "Currency", "Unblended", "Net", "Amortised" FROM "DayCosts" WHERE "Load" = @load""";

    private const string OfOne = """
        SELECT c."Day", k."BillingEntity", k."ProductCode", k."Currency", c."Unblended", c."Net", c."Amortised"
        FROM "Costs" c JOIN "CostKeys" k ON k."Load" = c."Load" AND k."Key" = c."Key" WHERE c."Load" = @load AND c."Account" = @account
        """;

    /// <param name="accounts">The chosen ones; null for all.</param>
    public static ImmutableArray<SpendPoint> Of(Database database, IEnumerable<ReportedMonth> months, IReadOnlyCollection<string>? accounts, SpendChoice choice)
    {
        using var reading = new PlainReading(database);
        var days = new SortedDictionary<DateOnly, SpendAmount>();
        foreach (var month in months)
        {
            foreach (var (day, subject, units) in accounts is null ? Rows(reading, OfAll, month, null, choice) : accounts.SelectMany(a => Rows(reading, OfOne, month, a, choice)))
            {
                if (choice.Subjects(subject)) days[day] = days.GetValueOrDefault(day) + SpendAmount.Of(new AmountSum(units), subject.Marketplace);
            }
        }

        return [.. days.Select(d => new SpendPoint(d.Key, d.Value))];
    }

    private static IEnumerable<(DateOnly Day, SpendSubject Subject, long Units)> Rows(PlainReading reading, string sql, ReportedMonth month, string? account, SpendChoice choice)
    {
        (string, object)[] parameters = account is null ? [("load", month.Load)] : [("load", month.Load), ("account", account)];
        foreach (var row in reading.Rows(sql, parameters))
            yield return (month.Month.First.AddDays(row.GetInt32(0) - 1), new SpendSubject(row.GetString(1), row.GetString(2), "", row.GetString(3)), row.GetInt64(4 + (int)choice.Cost));
    }
}
