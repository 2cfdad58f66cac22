using Guildhall.App.Billing.Ingest;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing;

/// <summary>What a day of a month cost of one sort.</summary>
/// <param name="Day">From 1.</param>
internal readonly record struct DayLine(int Day, string BillingEntity, string ProductCode, string LineItemType, string Currency, AmountSum Sum);

/// <summary>Reads what the days of a load cost: of all accounts from sums that are kept, of one from its costs.</summary>
internal static class DayLines
{
    private const string Sort = """ "BillingEntity", "ProductCode", "LineItemType", "Currency" """;

    public static IEnumerable<DayLine> OfAll(PlainReading moment, long load, SpendCost cost = SpendCost.Unblended) =>
        moment.Rows($"""SELECT {Sort}, "Day", {Units.Sum($"{cost}")} FROM "DayCosts" WHERE "Load" = @load GROUP BY "Day", {Sort}""", ("load", load))
            .Select(row => new DayLine(row.GetInt32(4), row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Units.SumOf(row, 5)));

    /// <param name="account">12 digits.</param>
    public static IEnumerable<DayLine> OfAccount(PlainReading moment, long load, string account, SpendCost cost = SpendCost.Unblended) => moment
        .Rows(
            $"""SELECT {Sort}, c."Days" FROM "Costs" c JOIN "CostKeys" k ON k."Load" = c."Load" AND k."Key" = c."Key" WHERE c."Load" = @load AND c."Account" = @account""",
            ("load", load), ("account", account))
        .SelectMany(row => PackedDays.Read(row.GetFieldValue<byte[]>(4)), (row, day) => new DayLine(day.Day, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), new AmountSum(Of(day, cost))))
        .GroupBy(line => line with { Sum = AmountSum.Zero }, (sort, lines) => sort with { Sum = lines.Aggregate(AmountSum.Zero, (sum, line) => sum + line.Sum) });

    private static long Of(KeyDay day, SpendCost cost) => cost switch
    {
        SpendCost.Unblended => day.Unblended,
        SpendCost.Net => day.Net,
        SpendCost.Amortised => day.Amortised,
        _ => throw new ArgumentOutOfRangeException(nameof(cost)),
    };
}
