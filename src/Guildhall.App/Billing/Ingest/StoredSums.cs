using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What a load's rows add up to in the database: the costs by their months and by their days, and each of the three tables that overviews are read from. security.md 6.5.</summary>
/// <param name="Rows">Lines of the report behind the costs.</param>
internal sealed record StoredSums(long Rows, ImmutableArray<ImmutableSortedDictionary<string, AmountSum>> Tables)
{
    private static readonly ImmutableArray<string> Overviews =
        [.. new[] { "AccountCosts", "ProductCosts", "DayCosts" }.Select(table => $"""SELECT "Currency", {Units.Sum("Unblended")} FROM "{table}" WHERE "Load" = @load GROUP BY "Currency" """)];

    public static StoredSums Read(Database database, long load)
    {
        using var reading = new PlainReading(database);
        var currencies = reading.Rows("""SELECT "Key", "Currency" FROM "CostKeys" WHERE "Load" = @load""", ("load", load)).ToDictionary(row => row.GetInt32(0), row => row.GetString(1));
        var (lines, months, days) = (0L, new SortedDictionary<string, AmountSum>(StringComparer.Ordinal), new SortedDictionary<string, AmountSum>(StringComparer.Ordinal));
        foreach (var row in reading.Rows("""SELECT "Key", "Unblended", "Days" FROM "Costs" WHERE "Load" = @load""", ("load", load)))
        {
            var currency = currencies[row.GetInt32(0)];
            months[currency] = months.GetValueOrDefault(currency) + new Amount(row.GetInt64(1));
            var sum = AmountSum.Zero;
            foreach (var day in PackedDays.Read(row.GetFieldValue<byte[]>(2))) (sum, lines) = (sum + new Amount(day.Unblended), lines + day.Lines);
            days[currency] = days.GetValueOrDefault(currency) + sum;
        }

        return new StoredSums(lines, [Sums(months), Sums(days), .. Overviews.Select(sql => reading.Rows(sql, ("load", load)).ToImmutableSortedDictionary(row => row.GetString(0), row => Units.SumOf(row, 1), StringComparer.Ordinal))]);
    }

    /// <summary>Whether that is what was read, in every table and to the last place.</summary>
    public bool Are(ReadReport report) => Rows == report.Rows && Tables.All(sums => sums.SequenceEqual(report.Sums));

    private static ImmutableSortedDictionary<string, AmountSum> Sums(SortedDictionary<string, AmountSum> sums) => sums.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
