using System.Globalization;
using System.Text.Json;
using Guildhall.Tests.Clients;
using Guildhall.Tests.House;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>What <c>guildhall report show</c> adds up is what Python's decimals make of the same files.</summary>
public abstract class ReportSumTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task The_costs_shown_are_to_the_last_place_those_that_another_program_adds_up()
    {
        ChildProcess.Need("python3");
        var folder = Directory.CreateTempSubdirectory("sums-").FullName;
        var random = new Random(6);
        IReadOnlyList<IReadOnlyList<ReportRow>> files = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 4_000).Select(_ => Row(random)).ToList())];
        await Bucket.DeliverAsync(October, "random", [.. files]);
        foreach (var (number, rows) in files.Index()) await File.WriteAllBytesAsync(Path.Combine(folder, $"{number}.csv.gz"), Bucket.Packed(October, rows), Cancellation);
        Assert.Equal(0, (await IngestAsync()).Json.GetProperty("quarantined").GetInt32());

        foreach (var (by, column) in new[] { ("account", "lineItem/UsageAccountId"), ("service", "lineItem/ProductCode"), ("day", "lineItem/UsageStartDate") })
        {
            await using var python = ChildProcess.Start("python3", [Checkout.At("tests/Guildhall.Tests/Server/Billing/sum_report.py"), column, "0.csv.gz", "1.csv.gz", "2.csv.gz"], folder);
            var ended = await python.EndAsync();
            Assert.True(ended.ExitCode == 0, ended.ErrorText);
            var expected = JsonElement.Parse(ended.Output).EnumerateObject().ToDictionary(m => m.Name, m => decimal.Parse(m.Value.GetString()!, CultureInfo.InvariantCulture));
            Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), await CostsAsync(by));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Amounts of all sizes, with up to 17 places, halves among them, and exponents.</summary>
    private ReportRow Row(Random random)
    {
        var digits = random.NextInt64(1, 99_999_999_999_999_999).ToString(CultureInfo.InvariantCulture);
        var cost = random.Next(4) switch
        {
            0 => $"0.{digits}",
            1 => $"-{random.Next(100_000)}.{random.Next(1_000_000_000)}5",
            2 => $"{random.Next(1, 1_000)}E-{random.Next(1, 14)}",
            _ => $"0.000000000{random.Next(100)}",
        };
        return new ReportRow(new[] { World.Developer, World.Ledger, World.AtRoot }[random.Next(3)], cost, $"Service{random.Next(40)}", random.Next(1, 32));
    }
}

[Trait("Ring", "Clients")]
public sealed class ReportSumOnSqliteTests() : ReportSumTests(null);

[Trait("Ring", "Postgres")]
public sealed class ReportSumOnPostgresTests(PostgresServer server) : ReportSumTests(new PostgresDatabase(server));
