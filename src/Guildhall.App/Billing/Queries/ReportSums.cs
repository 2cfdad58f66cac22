using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain;
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

    /// <summary>The values of a tag that the billing settings name.</summary>
    Tag,
}

/// <summary>What costs are to be added up by.</summary>
/// <param name="Tag">The tag's key; without meaning by anything else.</param>
public sealed record ReportSumsAsk(ReportSumsBy By, string Tag = "")
{
    /// <param name="by">Empty for accounts.</param>
    /// <returns>Refused: another word than those; a tag's values without the tag's key.</returns>
    public static Result<ReportSumsAsk> Read(string by, string tag)
    {
        var words = Enum.GetValues<ReportSumsBy>().ToDictionary(b => b.ToString().ToLowerInvariant(), StringComparer.Ordinal);
        if (by.Length > 0 && !words.ContainsKey(by)) return Problem.Malformed($"by is one of {string.Join(", ", words.Keys)}.", "by");
        var asked = new ReportSumsAsk(by.Length > 0 ? words[by] : ReportSumsBy.Account, tag);
        return asked is { By: ReportSumsBy.Tag, Tag: "" } ? Problem.Malformed("tag says which tag's values.", "tag") : asked;
    }
}

/// <summary>The costs of a month by what they are for, as the report has them, without price rules.</summary>
/// <param name="Key">12 digits, a product code, a day or the value of a tag; empty for what has none.</param>
/// <param name="Name">Of a service or product; empty elsewhere.</param>
public sealed record ReportSum(string Key, string Name, string Currency, AmountSum Unblended, AmountSum Net, AmountSum Amortised);

/// <summary>Adds up the costs of a run that is in force.</summary>
public sealed class ReportSums(Database database, TagSums tags)
{
    private static readonly string Amounts = $"{Units.Sum("Unblended")}, {Units.Sum("Net")}, {Units.Sum("Amortised")}";

    /// <summary>By key and currency. Without the accounts of other runs, exact to the last place.</summary>
    public ImmutableArray<ReportSum> Of(UsageRun run, ReportSumsAsk ask) => ask.By == ReportSumsBy.Tag ? tags.Of(run, ask.Tag) : Of(run, ask.By);

    private ImmutableArray<ReportSum> Of(UsageRun run, ReportSumsBy by)
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
