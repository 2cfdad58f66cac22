using System.Collections.Immutable;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Queries;

/// <summary>Adds up the costs of a run by the values of a tag: charge-back by what resources are tagged with. vendor-integration.md 15.2.</summary>
public sealed class TagSums(Database database)
{
    /// <summary>The tags whose values the run's costs are kept apart by: those of the settings when it was read.</summary>
    public ImmutableArray<string> KeysOf(UsageRun run)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows("""SELECT DISTINCT "Tags" FROM "CostKeys" WHERE "Load" = @load""", ("load", run.Number)).SelectMany(row => TagText.Named(row.GetString(0)).Keys).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>By value and currency; the value is empty for what has none.</summary>
    public ImmutableArray<ReportSum> Of(UsageRun run, string tag)
    {
        using var reading = new PlainReading(database);
        var keys = reading.Rows("""SELECT "Key", "Tags", "Currency" FROM "CostKeys" WHERE "Load" = @load""", ("load", run.Number))
            .ToDictionary(row => row.GetInt32(0), row => (Value: TagText.Named(row.GetString(1)).GetValueOrDefault(tag, ""), Currency: row.GetString(2)));
        var sums = new Dictionary<(string Value, string Currency), LineSums>();
        foreach (var row in reading.Rows("""SELECT "Key", "Days" FROM "Costs" WHERE "Load" = @load""", ("load", run.Number)))
        {
            var key = keys[row.GetInt32(0)];
            sums[key] = PackedDays.Read(row.GetFieldValue<byte[]>(1)).Aggregate(sums.GetValueOrDefault(key, LineSums.Zero), (sum, day) => sum.With(new Amount(day.Unblended), new Amount(day.Net), new Amount(day.Amortised)));
        }

        return
        [
            .. sums.Select(s => new ReportSum(s.Key.Value, "", s.Key.Currency, s.Value.Unblended, s.Value.Net, s.Value.Amortised))
                .OrderBy(s => s.Key, StringComparer.Ordinal).ThenBy(s => s.Currency, StringComparer.Ordinal),
        ];
    }
}
