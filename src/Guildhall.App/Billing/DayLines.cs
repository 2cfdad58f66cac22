using Guildhall.App.Billing.Ingest;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing;

/// <summary>What a day of a month cost of one sort.</summary>
/// <param name="Day">From 1.</param>
internal readonly record struct DayLine(int Day, string BillingEntity, string ProductCode, string LineItemType, string Currency, AmountSum Sum);

/// <summary>Reads what the days of a load cost: of all accounts from sums that are kept, of some from their costs.</summary>
internal static class DayLines
{
    private const string Sort = """ "BillingEntity", "ProductCode", "LineItemType", "Currency" """;

    public static IEnumerable<DayLine> OfAll(PlainReading moment, long load, SpendCost cost = SpendCost.Unblended) =>
        moment.Rows($"""SELECT {Sort}, "Day", "{cost}" FROM "DayCosts" WHERE "Load" = @load""", ("load", load))
            .Select(row => new DayLine(row.GetInt32(4), row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), new AmountSum(row.GetInt64(5))));

    /// <param name="accounts">12 digits each.</param>
    public static IEnumerable<DayLine> OfAccounts(PlainReading moment, long load, IEnumerable<string> accounts, SpendCost cost = SpendCost.Unblended)
    {
        var sums = new Dictionary<int, AmountSum?[]>();
        foreach (var account in accounts)
        {
            foreach (var row in moment.Rows("""SELECT "Key", "Days" FROM "Costs" WHERE "Load" = @load AND "Account" = @account""", ("load", load), ("account", account)))
            {
                if (!sums.TryGetValue(row.GetInt32(0), out var days)) sums.Add(row.GetInt32(0), days = new AmountSum?[32]);
                foreach (var day in PackedDays.Read(row.GetFieldValue<byte[]>(1))) days[day.Day] = (days[day.Day] ?? AmountSum.Zero) + new Amount(Of(day, cost));
            }
        }

        return Named(moment, load, sums).GroupBy(line => line with { Sum = AmountSum.Zero }, (sort, lines) => sort with { Sum = lines.Aggregate(AmountSum.Zero, (sum, line) => sum + line.Sum) });
    }

    /// <summary>Sums by key and day with what their keys are for.</summary>
    private static IEnumerable<DayLine> Named(PlainReading moment, long load, Dictionary<int, AmountSum?[]> sums)
    {
        if (sums.Count == 0) yield break;
        foreach (var row in moment.Rows($"""SELECT {Sort}, "Key" FROM "CostKeys" WHERE "Load" = @load""", ("load", load)))
        {
            if (!sums.TryGetValue(row.GetInt32(4), out var days)) continue;
            var line = new DayLine(0, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), AmountSum.Zero);
            foreach (var (day, sum) in days.Index())
            {
                if (sum is { } some) yield return line with { Day = day, Sum = some };
            }
        }
    }

    private static long Of(KeyDay day, SpendCost cost) => cost switch
    {
        SpendCost.Unblended => day.Unblended,
        SpendCost.Net => day.Net,
        SpendCost.Amortised => day.Amortised,
        _ => throw new ArgumentOutOfRangeException(nameof(cost)),
    };
}
