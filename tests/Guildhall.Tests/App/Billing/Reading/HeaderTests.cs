using Guildhall.Domain.Billing;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>Columns are found by name, whatever their order and spelling. aws-operations.md C.3, C.5; security.md F-51.</summary>
public sealed class HeaderTests
{
    [Fact]
    public async Task The_order_of_the_columns_does_not_matter()
    {
        var cells = Cells();
        var expected = await ReportText.ReadAsync(Text(cells));
        Assert.Equal(4, expected.Tally.Value.Rows);
        var random = new Random(5);

        for (var i = 0; i < 30; i++)
        {
            random.Shuffle(cells);
            Assert.Equal(expected.Costs, (await ReportText.ReadAsync(Text(cells))).Costs);
        }
    }

    [Fact]
    public async Task Snake_case_says_the_same_as_slashes()
    {
        var cells = Cells();
        var snake = cells.Select(column => column.Select((cell, row) => row == 0 ? Snake(cell) : cell).ToArray()).ToArray();
        Assert.Contains("line_item_unblended_cost", snake.Select(c => c[0]));
        Assert.Contains("reservation_reservation_a_r_n", snake.Select(c => c[0]));

        Assert.Equal((await ReportText.ReadAsync(Text(cells))).Costs, (await ReportText.ReadAsync(Text(snake))).Costs);
    }

    [Fact]
    public async Task A_byte_order_mark_line_ends_of_Windows_and_quotes_around_everything_do_not_matter()
    {
        var plain = Text(Cells());
        var expected = (await ReportText.ReadAsync(plain)).Costs;
        var quoted = string.Join("\r\n", plain.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(',', line.Split(',').Select(c => $"\"{c}\""))));

        Assert.Equal(expected, (await ReportText.ReadAsync("\uFEFF" + plain)).Costs);
        Assert.Equal(expected, (await ReportText.ReadAsync(plain.Replace("\n", "\r\n", StringComparison.Ordinal))).Costs);
        Assert.Equal(expected, (await ReportText.ReadAsync("\uFEFF" + quoted)).Costs);
        Assert.Equal(expected, (await ReportText.ReadAsync(plain.Replace("\n", "\n\n", StringComparison.Ordinal).TrimEnd())).Costs);
    }

    [Theory]
    [InlineData("bill/PayerAccountId")]
    [InlineData("lineItem/UsageAccountId")]
    [InlineData("lineItem/UsageStartDate")]
    [InlineData("lineItem/CurrencyCode")]
    [InlineData("lineItem/UnblendedCost")]
    [InlineData("lineItem/LineItemType")]
    [InlineData("lineItem/ProductCode")]
    public async Task F51_Without_a_column_that_is_needed_the_file_is_refused_by_its_name(string column)
    {
        var problem = (await ReportText.ReadAsync(ReportText.OfRow().Replace(column, "other/Column", StringComparison.Ordinal))).Problem;

        Assert.Equal(("REPORT_HEADER_INVALID", $"The report has no column {column}.", "report-1.csv.gz"), (problem.Code, problem.Message, problem.Member));
    }

    [Theory]
    [InlineData("lineItem/UnblendedCost")]
    [InlineData("line_item_unblended_cost")]
    [InlineData("bill/InvoiceId")]
    public async Task A_doubled_column_that_decides_over_money_is_refused(string column) =>
        Assert.Contains("twice", (await ReportText.ReadAsync(ReportText.OfRow().Replace("identity/LineItemId", column, StringComparison.Ordinal))).Problem.Message, StringComparison.Ordinal);

    [Fact]
    public async Task Of_a_doubled_column_that_describes_the_first_one_counts() =>
        Assert.Equal("a1", (await ReportText.ReadAsync(ReportText.OfRow().Replace("identity/LineItemId", "product/productName", StringComparison.Ordinal))).Cost.Key.ProductName);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("hello")]
    [InlineData("PAR1\u0015\u0004")]
    [InlineData("\"identity/LineItemId")]
    [InlineData("a\"b,c\n")]
    public async Task A_file_that_is_no_report_is_refused(string text) => Assert.Equal("REPORT_HEADER_INVALID", (await ReportText.ReadAsync(text)).Problem.Code);

    [Fact]
    public async Task A_header_alone_is_a_report_of_nothing()
    {
        var read = await ReportText.ReadAsync(ReportText.Of());

        Assert.Equal((0, 0), (read.Tally.Value.Rows, read.Tally.Value.FaultedRows));
        Assert.Empty(read.Tally.Value.Sums);
    }

    [Fact]
    public async Task A_column_that_nobody_knows_is_passed_over() => Assert.Equal("1.5", (await ReportText.ReadAsync(ReportText.OfRow(("pricing/OfferingClasspricing/PurchaseOption", "x")))).Cost.Unblended.ToString());

    /// <summary>By column: name, then cells. Nothing that must be quoted.</summary>
    private static string[][] Cells()
    {
        var text = ReportText.Of(
            [("lineItem/LineItemDescription", "plain"), ("lineItem/LegalEntity", "Amazon Web Services")],
            [("lineItem/LineItemDescription", "plain"), ("lineItem/LegalEntity", "Acme"), ("bill/BillingEntity", "AWS Marketplace"), ("lineItem/NetUnblendedCost", "3")],
            [("lineItem/LineItemDescription", "agmt-abc"), ("lineItem/LegalEntity", "Acme"), ("bill/BillingEntity", ""), ("product/region", "")],
            [("lineItem/LineItemDescription", "plain"), ("lineItem/LegalEntity", ""), ("lineItem/LineItemType", LineItemType.Fee), ("reservation/ReservationARN", "arn"), ("reservation/EffectiveCost", "1")]);
        var rows = text.TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        return [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];
    }

    private static string Text(string[][] cells) => string.Concat(Enumerable.Range(0, cells[0].Length).Select(row => string.Join(',', cells.Select(column => column[row])) + "\n"));

    private static string Snake(string name) =>
        string.Concat(name.Select((c, at) => c == '/' ? "_" : char.IsAsciiLetterUpper(c) && at > 0 && name[at - 1] != '/' ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
