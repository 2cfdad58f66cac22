using System.Globalization;
using Guildhall.App.Billing.Reading;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>The public samples of reports, against sums that Python's decimal makes of them. Their account ids have 11 or 13 digits. data/cur/README.md.</summary>
[Trait("Ring", "Clients")]
public sealed class SampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guildhall-sample-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("cur-legacy-131-columns.csv", "2018-06", "6838635603105", 19, 0)]
    [InlineData("cur-legacy-savingsplan-final.csv", "2023-06", "0099999999999", 3, 0)]
    [InlineData("cur-legacy-savingsplan-not-final.csv", "2023-06", "9999999999999", 3, 0)]
    [InlineData("focus-1.0-sample-1000.csv", "2024-09", "1234567890123", 942, 58)]
    public async Task Every_sum_equals_Pythons(string sample, string period, string payer, int rows, int ofOthers)
    {
        var path = Whole(TestData.Find($"cur/{sample}"));
        var wish = new ReportWish(DateOnly.ParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture), new AccountId(payer)) { Knows = _ => true };
        var read = await ReportText.ReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), wish);

        Assert.Equal((rows, ofOthers), (read.Tally.Value.Rows, read.Tally.Value.FaultedRows));
        Assert.Equal(ofOthers, read.Faults.CountOf(RowFaultReason.OtherPayer));
        Assert.Equal((await Python.RunAsync("App/Billing/Reading/sum_report.py", path, period, payer)).Order(StringComparer.Ordinal), Lines(read.Costs).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task F51_The_sample_whose_rows_lack_a_cell_is_all_faults()
    {
        var wish = new ReportWish(new DateOnly(2018, 6, 1), new AccountId("6838635603105")) { Knows = _ => true };
        var read = await ReportText.ReadAsync(await File.ReadAllBytesAsync(TestData.Find("cur/cur-legacy-131-columns.csv"), TestContext.Current.CancellationToken), wish);

        Assert.Equal((0, 19, 19), (read.Tally.Value.Rows, read.Tally.Value.FaultedRows, read.Faults.CountOf(RowFaultReason.MissingCells)));
    }

    [Fact]
    public async Task A_month_is_final_when_its_lines_have_an_invoice()
    {
        Assert.All((await Read("cur-legacy-savingsplan-final.csv", "0099999999999")).Costs, cost => Assert.Equal("987654321", cost.Key.InvoiceId));
        Assert.All((await Read("cur-legacy-savingsplan-not-final.csv", "9999999999999")).Costs, cost => Assert.Equal("", cost.Key.InvoiceId));
    }

    [Fact]
    public async Task FOCUS_The_one_row_of_Marketplace_is_found_by_its_publisher()
    {
        var wish = new ReportWish(new DateOnly(2024, 9, 1), new AccountId("1234567890123")) { Knows = _ => true, TagKeys = ["business_unit"] };
        var read = await ReportText.ReadAsync(await File.ReadAllBytesAsync(TestData.Find("cur/focus-1.0-sample-1000.csv"), TestContext.Current.CancellationToken), wish);

        Assert.Equal("Red Hat Inc.", Assert.Single(read.Costs, c => c.Key.BillingEntity == BillingEntity.Marketplace).Key.LegalEntity);
        Assert.Contains(read.Costs, c => c.Key.Tags[0] == "OsloEngineering");
    }

    /// <summary>The sample of 131 columns has rows of 130 cells: the last one, empty, is added to a copy.</summary>
    private string Whole(string path)
    {
        if (!path.EndsWith("131-columns.csv", StringComparison.Ordinal)) return path;
        var copy = Path.Combine(_folder.FullName, Path.GetFileName(path));
        File.WriteAllLines(copy, File.ReadLines(path).Select((line, number) => number == 0 ? line : line + ","));
        return copy;
    }

    private static async Task<ReadReport> Read(string sample, string payer) =>
        await ReportText.ReadAsync(await File.ReadAllBytesAsync(TestData.Find($"cur/{sample}"), TestContext.Current.CancellationToken), new ReportWish(new DateOnly(2023, 6, 1), new AccountId(payer)) { Knows = _ => true });

    private static IEnumerable<string> Lines(IEnumerable<Cost> costs) =>
        from cost in costs
        group cost by (cost.Day, Account: cost.Key.Account.Value, cost.Key.LineItemType, cost.Key.Currency) into g
        let sums = (AmountSum.Of(g.Select(c => c.Unblended)), AmountSum.Of(g.Select(c => c.Amortised)))
        select $"{g.Key.Day:yyyy-MM-dd}|{g.Key.Account}|{g.Key.LineItemType}|{g.Key.Currency}|{g.Sum(c => c.Rows)}|{sums.Item1}|{sums.Item2}";
}
