using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Store;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What a version of a month changed of the one before it. security.md F-53.</summary>
/// <param name="Accounts">The accounts whose cost changed, those that changed most first; at most <see cref="Most"/>.</param>
/// <param name="Products">The products whose cost changed, in the same way.</param>
/// <param name="ChangedAccounts">All of them.</param>
/// <param name="ChangedProducts">All of them.</param>
public sealed record ReportDifference(ImmutableArray<ChangedCost> Accounts, ImmutableArray<ChangedCost> Products, int ChangedAccounts, int ChangedProducts)
{
    public const int Most = 200;

    /// <summary>What all accounts come to, by currency, changed or not.</summary>
    public ImmutableArray<ChangedCost> Totals { get; init; } = [];

    public string Write() => JsonSerializer.Serialize(this);

    public static ReportDifference Read(string json) => JsonSerializer.Deserialize<ReportDifference>(json)!;

    /// <summary>Between two loads whose rows are there.</summary>
    internal static ReportDifference Between(Database database, long before, long after)
    {
        using var reading = new PlainReading(database);
        var accounts = Changed(reading, $"""SELECT "Account", '', "Currency", {Units.Sum("Unblended")} FROM "AccountCosts" WHERE "Load" = @load GROUP BY "Account", "Currency" """, before, after);
        var products = Changed(reading, $"""SELECT "ProductCode", MIN("ProductName"), "Currency", {Units.Sum("Unblended")} FROM "ProductCosts" WHERE "Load" = @load GROUP BY "ProductCode", "Currency" """, before, after);
        var totals = All(reading, $"""SELECT '', '', "Currency", {Units.Sum("Unblended")} FROM "AccountCosts" WHERE "Load" = @load GROUP BY "Currency" """, before, after);
        return new ReportDifference([.. accounts.Take(Most)], [.. products.Take(Most)], accounts.Count, products.Count) { Totals = [.. totals] };
    }

    /// <summary>What differs, what changed most first.</summary>
    private static List<ChangedCost> Changed(PlainReading reading, string sql, long before, long after) =>
        [.. All(reading, sql, before, after).Where(c => c.Before != c.After).OrderByDescending(c => Math.Abs(c.After - c.Before)).ThenBy(c => c.Id, StringComparer.Ordinal)];

    private static IEnumerable<ChangedCost> All(PlainReading reading, string sql, long before, long after)
    {
        var costs = new Dictionary<(string Id, string Currency), (string Name, decimal Before, decimal After)>();
        foreach (var load in new[] { before, after })
        {
            foreach (var row in reading.Rows(sql, ("load", load)))
            {
                var (key, amount) = ((row.GetString(0), row.GetString(2)), Units.SumOf(row, 3).ToDecimal());
                var (_, was, now) = costs.GetValueOrDefault(key);
                costs[key] = (row.GetString(1), load == before ? amount : was, load == before ? now : amount);
            }
        }

        return costs.Select(c => new ChangedCost(c.Key.Id, c.Value.Name, c.Key.Currency, c.Value.Before, c.Value.After)).OrderBy(c => c.Currency, StringComparer.Ordinal);
    }
}

/// <param name="Id">12 digits, or a product code.</param>
/// <param name="Name">The product's; empty for an account.</param>
/// <param name="Before">0 when it was not there.</param>
/// <param name="After">0 when it is there no more.</param>
public sealed record ChangedCost(string Id, string Name, string Currency, decimal Before, decimal After);
