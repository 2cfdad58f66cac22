using System.Data.Common;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>What a day of a month cost of one sort.</summary>
/// <param name="Day">From 1.</param>
internal readonly record struct DayLine(int Day, string BillingEntity, string ProductCode, string LineItemType, string Currency, AmountSum Sum);

/// <summary>Reads what the days of a load cost: of all accounts from sums that are kept, of one from its costs.</summary>
internal static class DayLines
{
    private const string Sort = """ "Day", k."BillingEntity", k."ProductCode", k."LineItemType", k."Currency" """;

    /// <param name="column">Which cost: <c>Unblended</c>, <c>Net</c> or <c>Amortised</c>.</param>
    public static IEnumerable<DayLine> OfAll(PlainReading moment, long load, string column = "Unblended") =>
        moment.Rows($"""SELECT {Sort}, {Units.Sum(column)} FROM "DayCosts" k WHERE k."Load" = @load GROUP BY {Sort}""", ("load", load)).Select(Read);

    /// <param name="account">12 digits.</param>
    /// <param name="column">As above.</param>
    public static IEnumerable<DayLine> OfAccount(PlainReading moment, long load, string account, string column = "Unblended") => moment.Rows(
        $"""
        SELECT {Sort}, {Units.Sum(column)} FROM "Costs" c JOIN "CostKeys" k ON k."Load" = c."Load" AND k."Key" = c."Key"
        WHERE c."Load" = @load AND c."Account" = @account GROUP BY {Sort}
        """,
        ("load", load), ("account", account)).Select(Read);

    private static DayLine Read(DbDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), Units.SumOf(row, 5));
}
