using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>What a load's rows add up to in the database: the costs, and each of the three tables that overviews are read from. security.md 6.5.</summary>
/// <param name="Rows">Lines of the report behind the costs.</param>
internal sealed record StoredSums(long Rows, ImmutableArray<ImmutableSortedDictionary<string, AmountSum>> Tables)
{
    private static readonly string Costs =
        $"""SELECT k."Currency", {Units.Sum("Unblended")}, SUM(c."Lines") FROM "Costs" c JOIN "CostKeys" k ON k."Load" = c."Load" AND k."Key" = c."Key" WHERE c."Load" = @load GROUP BY k."Currency" """;

    private static readonly ImmutableArray<string> Overviews =
        [.. new[] { "AccountCosts", "ProductCosts", "DayCosts" }.Select(table => $"""SELECT "Currency", {Units.Sum("Unblended")} FROM "{table}" WHERE "Load" = @load GROUP BY "Currency" """)];

    public static StoredSums Read(Database database, long load)
    {
        using var reading = new PlainReading(database);
        var lines = 0L;
        var costs = ImmutableSortedDictionary.CreateBuilder<string, AmountSum>(StringComparer.Ordinal);
        foreach (var row in reading.Rows(Costs, ("load", load)))
        {
            costs.Add(row.GetString(0), Units.SumOf(row, 1));
            lines += (long)Units.Of(row, 3);
        }

        return new StoredSums(lines, [costs.ToImmutable(), .. Overviews.Select(sql => reading.Rows(sql, ("load", load)).ToImmutableSortedDictionary(row => row.GetString(0), row => Units.SumOf(row, 1), StringComparer.Ordinal))]);
    }

    /// <summary>Whether that is what was read, in every table and to the last place.</summary>
    public bool Are(ReadReport report) => Rows == report.Rows && Tables.All(sums => sums.SequenceEqual(report.Sums));
}
