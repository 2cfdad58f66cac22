using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Queries;

/// <summary>What a month's costs can be added up by.</summary>
public enum ReportSumsBy
{
    Account,

    /// <summary>What is not of AWS Marketplace, by its code.</summary>
    Service,

    /// <summary>What is of AWS Marketplace, by its code.</summary>
    Product,

    Day,
}

/// <summary>The costs of a month by what they are for, as the report has them, without price rules.</summary>
/// <param name="Key">12 digits, a product code or a day.</param>
/// <param name="Name">Of a service or product; empty elsewhere.</param>
public sealed record ReportSum(string Key, string Name, string Currency, AmountSum Unblended, AmountSum Net, AmountSum Amortised);

/// <summary>Adds up the costs of a run that is in force.</summary>
public sealed class ReportSums(Database database)
{
    private static readonly string Amounts = $"{Units.Sum("Unblended")}, {Units.Sum("Net")}, {Units.Sum("Amortised")}";

    /// <summary>By key and currency. Without the accounts of other runs, exact to the last place.</summary>
    public ImmutableArray<ReportSum> Of(UsageRun run, ReportSumsBy by)
    {
        using var reading = new PlainReading(database);
        var sums = reading.Rows(Sql(by), ("load", run.Number), ("marketplace", BillingEntity.Marketplace))
            .Select(row => new ReportSum(KeyOf(run, by, row.GetValue(0)), row.GetString(1), row.GetString(2), Units.SumOf(row, 3), Units.SumOf(row, 5), Units.SumOf(row, 7))).ToList();
        return [.. sums.OrderBy(s => s.Key, StringComparer.Ordinal).ThenBy(s => s.Currency, StringComparer.Ordinal)];
    }

    private static string KeyOf(UsageRun run, ReportSumsBy by, object key) =>
        by == ReportSumsBy.Day ? run.Month.First.AddDays(Convert.ToInt32(key, System.Globalization.CultureInfo.InvariantCulture) - 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : (string)key;

    private static string Sql(ReportSumsBy by) => by switch
    {
        ReportSumsBy.Account => $"""SELECT "Account", '', "Currency", {Amounts} FROM "AccountCosts" WHERE "Load" = @load GROUP BY "Account", "Currency" """,
        ReportSumsBy.Service => $"""SELECT "ProductCode", MIN("ProductName"), "Currency", {Amounts} FROM "ProductCosts" WHERE "Load" = @load AND "BillingEntity" <> @marketplace GROUP BY "ProductCode", "Currency" """,
        ReportSumsBy.Product => $"""SELECT "ProductCode", MIN("ProductName"), "Currency", {Amounts} FROM "ProductCosts" WHERE "Load" = @load AND "BillingEntity" = @marketplace GROUP BY "ProductCode", "Currency" """,
        ReportSumsBy.Day => $"""SELECT "Day", '', "Currency", {Amounts} FROM "DayCosts" WHERE "Load" = @load GROUP BY "Day", "Currency" """,
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };
}
