using System.Text;
using Guildhall.App.Billing.Reading;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>However a report is cut, into files or into pieces of a stream, its costs are the same. aws-operations.md C.4; security.md F-53.</summary>
public sealed class CostTableTests
{
    [Fact]
    public async Task Files_read_side_by_side_and_merged_equal_files_read_one_after_the_other()
    {
        var (texts, faults, cancellation) = (Enumerable.Range(0, 6).Select(seed => Report(seed, 400)).ToList(), new RowFaults(), TestContext.Current.CancellationToken);
        var inTurn = new CostTable(ReportText.Wish);
        foreach (var text in texts) Assert.False((await ReportFile.ReadAsync(Stream(text), "part", ReportText.Wish, inTurn, faults, cancellation)).Refused);

        var tables = await Task.WhenAll(texts.Select(text => Task.Run(async () =>
        {
            var table = new CostTable(ReportText.Wish);
            Assert.False((await ReportFile.ReadAsync(Stream(text), "part", ReportText.Wish, table, faults, cancellation)).Refused);
            return table;
        })));
        var merged = new CostTable(ReportText.Wish);
        foreach (var table in tables.Reverse()) Assert.Null(merged.Merge(table));

        Assert.True(inTurn.Groups > 500);
        Assert.Equal(inTurn.Groups, merged.Groups);
        Assert.Equal(inTurn.Costs().OrderBy(c => c.ToString(), StringComparer.Ordinal), merged.Costs().OrderBy(c => c.ToString(), StringComparer.Ordinal));
        Assert.Equal(2_400, merged.Costs().Sum(c => c.Rows) + (faults.Total / 2));
    }

    [Fact]
    public async Task F53_The_same_file_read_again_gives_the_same_costs()
    {
        var text = Report(1, 300);

        Assert.Equal((await ReportText.ReadAsync(text)).Costs, (await ReportText.ReadAsync(text)).Costs);
    }

    [Fact]
    public void Tables_of_different_wishes_are_not_merged() =>
        Assert.Throws<ArgumentException>(() => new CostTable(ReportText.Wish).Merge(new CostTable(ReportText.Wish with { TagKeys = ["x"] })));

    [Fact]
    public async Task A_sum_that_an_amount_does_not_hold_refuses_the_merge()
    {
        var (one, other) = (await ReportText.ReadAsync(ReportText.OfRow(("lineItem/UnblendedCost", "922337203"))), await ReportText.ReadAsync(ReportText.OfRow(("lineItem/UnblendedCost", "922337203"))));

        Assert.Equal("REPORT_SUM_TOO_LARGE", one.Table.Merge(other.Table)?.Code);
    }

    /// <summary>Sound rows and broken ones, read through buffers of which each border falls elsewhere.</summary>
    [Fact]
    public async Task Where_pieces_of_the_stream_end_does_not_matter()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var bytes = Encoding.UTF8.GetBytes(Broken(Report(seed, 40), new Random(seed)));
            var whole = await ReportText.ReadAsync(bytes);
            Assert.NotEmpty(whole.Costs);
            foreach (var size in new[] { 256, 257 + seed, 1_000 + (seed * 31), 4_096 })
            {
                var pieces = await ReportText.ReadAsync(seed % 2 == 0 ? bytes : ReportText.Packed(bytes), buffer: size);
                Assert.Equal(whole.Costs, pieces.Costs);
                Assert.Equal(whole.Faults.Kept.AsEnumerable(), pieces.Faults.Kept);
                Assert.Equal((whole.Tally.Value.Rows, whole.Tally.Value.FaultedRows, whole.Tally.Value.UnpackedBytes), (pieces.Tally.Value.Rows, pieces.Tally.Value.FaultedRows, pieces.Tally.Value.UnpackedBytes));
            }
        }
    }

    /// <summary>The costs that a slow, obvious reader adds up.</summary>
    [Fact]
    public async Task Costs_equal_those_of_the_slow_reader()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var text = Report(seed, 80);
            var read = await ReportText.ReadAsync(text);
            var rows = SlowRows(Encoding.UTF8.GetBytes(text));
            var expected = rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(c => c.First, c => c.Second))
                .Where(row => row["lineItem/UnblendedCost"] != "x")
                .GroupBy(row => (row["lineItem/UsageStartDate"][..10], row["lineItem/UsageAccountId"], row["product/ProductName"]))
                .Select(g => (g.Key, g.Sum(row => decimal.Parse(row["lineItem/UnblendedCost"])), (long)g.Count())).Order();

            Assert.Equal(expected, read.Costs.Select(c => (($"{c.Day:yyyy-MM-dd}", c.Key.Account.Value, c.Key.ProductName), c.Unblended.ToDecimal(), c.Rows)).Order());
        }
    }

    private static MemoryStream Stream(string text) => new(ReportText.Packed(text));

    /// <summary>Rows of a few accounts, days and names with commas, quotes and line breaks; one in fifty has no number.</summary>
    private static string Report(int seed, int rows)
    {
        var random = new Random(seed);
        string[] names = ["EC2", "a, b", "say \"so\"", "two\nlines", "caf\u00e9 \u4e16", "\"", ""];
        return ReportText.Of([.. Enumerable.Range(0, rows).Select(_ => new[]
        {
            ("lineItem/UsageAccountId", $"22220000000{random.Next(10)}"), ("lineItem/UsageStartDate", $"2026-11-{random.Next(1, 31):D2}T00:00:00Z"), ("product/ProductName", names[random.Next(names.Length)]),
            ("lineItem/UnblendedCost", random.Next(50) == 0 ? "x" : $"{random.Next(-1_000_000, 1_000_000)}.{random.Next(1_000_000):D6}"),
        })]);
    }

    /// <summary>A few bytes of the rows exchanged for those that make a difference.</summary>
    private static string Broken(string text, Random random)
    {
        var letters = text.ToCharArray();
        for (var i = random.Next(6); i > 0; i--) letters[random.Next(text.IndexOf('\n', StringComparison.Ordinal) + 1, letters.Length)] = "\"\n,\rx"[random.Next(5)];
        return new string(letters);
    }

    private static List<string[]> SlowRows(byte[] text)
    {
        var (ends, rows, _) = SlowCsv.Cut(text);
        var (found, start, first) = (new List<string[]>(), 0, 0);
        foreach (var last in rows)
        {
            var cells = new List<string>();
            foreach (var end in ends[first..(last + 1)])
            {
                var cell = Encoding.UTF8.GetString(text[start..end]);
                cells.Add(cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell);
                start = end + 1;
            }

            found.Add([.. cells]);
            first = last + 1;
        }

        return found;
    }
}
