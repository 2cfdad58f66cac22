using System.Text;
using Guildhall.App.Billing.Reading;
using Guildhall.Domain;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>Every row that cannot be right is left out with its reason, and no other. security.md F-51, F-62.</summary>
public sealed class RowFaultTests
{
    [Theory]
    [InlineData("lineItem/UnblendedCost", "twelve", RowFaultReason.NotANumber)]
    [InlineData("lineItem/UnblendedCost", "", RowFaultReason.NotANumber)]
    [InlineData("lineItem/UnblendedCost", "NaN", RowFaultReason.NotANumber)]
    [InlineData("lineItem/UnblendedCost", "1e400", RowFaultReason.AmountTooLarge)]
    [InlineData("lineItem/NetUnblendedCost", "x", RowFaultReason.NotANumber)]
    [InlineData("lineItem/CurrencyCode", "XXX", RowFaultReason.UnknownCurrency)]
    [InlineData("lineItem/CurrencyCode", "usd", RowFaultReason.UnknownCurrency)]
    [InlineData("lineItem/CurrencyCode", "", RowFaultReason.UnknownCurrency)]
    [InlineData("lineItem/UsageStartDate", "2026-10-31T23:00:00Z", RowFaultReason.OutsidePeriod)]
    [InlineData("lineItem/UsageStartDate", "2026-12-01T00:00:00Z", RowFaultReason.OutsidePeriod)]
    [InlineData("lineItem/UsageStartDate", "2026-11-31T00:00:00Z", RowFaultReason.NotADate)]
    [InlineData("lineItem/UsageStartDate", "yesterday", RowFaultReason.NotADate)]
    [InlineData("lineItem/UsageStartDate", "2026-11-021", RowFaultReason.NotADate)]
    [InlineData("lineItem/UsageAccountId", "22223333444", RowFaultReason.UnknownAccount)]
    [InlineData("lineItem/UsageAccountId", "2222333344445", RowFaultReason.UnknownAccount)]
    [InlineData("lineItem/UsageAccountId", "22223333444x", RowFaultReason.UnknownAccount)]
    [InlineData("lineItem/UsageAccountId", "", RowFaultReason.UnknownAccount)]
    [InlineData("bill/PayerAccountId", "999988887777", RowFaultReason.OtherPayer)]
    [InlineData("bill/PayerAccountId", "", RowFaultReason.OtherPayer)]
    [InlineData("lineItem/LineItemType", "", RowFaultReason.NoType)]
    [InlineData("product/ProductName", "a\0b", RowFaultReason.NotText)]
    public async Task F51_A_cell_that_cannot_be_right_leaves_its_row_out(string column, string cell, RowFaultReason reason)
    {
        var read = await ReportText.ReadAsync(ReportText.Of([], [(column, cell)], []));

        Assert.Equal((2, 1), (read.Tally.Value.Rows, read.Tally.Value.FaultedRows));
        Assert.Equal(("report-1.csv.gz", 3, reason, column), (read.Fault.File, read.Fault.Line, read.Fault.Reason, read.Fault.Column));
        Assert.Equal(("3", 2), (read.Cost.Unblended.ToString(), read.Cost.Rows));
        Assert.Equal("3", read.Tally.Value.Sums["USD"].ToString());
        Assert.Equal((1, 1), (read.Faults.Total, read.Faults.CountOf(reason)));
    }

    [Theory]
    [InlineData("a,b,c", RowFaultReason.MissingCells)]
    [InlineData("\"", RowFaultReason.QuoteOpen)]
    [InlineData(",,,,,,,,,,,,,,,,,,,,,,", RowFaultReason.TooManyCells)]
    [InlineData("5\" disk,b", RowFaultReason.QuoteOpen)]
    [InlineData("5\" disk, 6\" disk,b", RowFaultReason.QuoteMisplaced)]
    [InlineData("a,\"b\nc\",d", RowFaultReason.MissingCells)]
    public async Task F51_A_row_of_another_shape_is_left_out_alone(string line, RowFaultReason reason)
    {
        var lines = ReportText.Of([], [], []).Split('\n');
        var read = await ReportText.ReadAsync(string.Join('\n', lines[0], lines[1], line, lines[2], lines[3]));

        Assert.Equal(3, read.Cost.Rows);
        Assert.Equal((3, reason, null), (read.Faults.Kept[0].Line, read.Faults.Kept[0].Reason, read.Faults.Kept[0].Column));
    }

    [Fact]
    public async Task F51_A_quote_that_is_never_closed_costs_its_own_row_alone()
    {
        var lines = ReportText.Of([.. Enumerable.Range(0, 2_000).Select(_ => Array.Empty<(string, string)>())]).TrimEnd('\n').Split('\n');
        lines[1_000] = lines[1_000].Replace("a1,", "\"a1,", StringComparison.Ordinal);

        var read = await ReportText.ReadAsync(string.Join('\n', lines));

        Assert.Equal((1_999, 1), (read.Tally.Value.Rows, read.Tally.Value.FaultedRows));
        Assert.Equal(1_001, read.Fault.Line);
    }

    [Fact]
    public async Task F51_Quotes_that_are_never_closed_again_and_again_end_the_reading()
    {
        var text = ReportText.OfRow() + string.Concat(Enumerable.Repeat("\"\n\n", 1_200));

        Assert.Equal("REPORT_FILE_DAMAGED", (await ReportText.ReadAsync(text)).Problem.Code);
    }

    [Fact]
    public async Task F51_A_cell_over_its_limit_leaves_its_row_out()
    {
        var read = await ReportText.ReadAsync(ReportText.Of([], [("lineItem/LineItemDescription", new string('x', (1 << 20) + 1))], [("lineItem/LineItemDescription", new string('x', 1 << 20))]));

        Assert.Equal((3, RowFaultReason.CellTooLong), (read.Fault.Line, read.Fault.Reason));
        Assert.Equal(2, read.Cost.Rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F51_A_row_over_its_limit_is_left_out_and_reading_goes_on_behind_it(bool quoted)
    {
        var wish = ReportText.Wish with { Limits = new ReadLimits { RowBytes = 100_000 } };
        var huge = (quoted ? "\"" : "") + new string('x', 3_000_000);
        var read = await ReportText.ReadAsync(ReportText.Of([], [("identity/LineItemId", "HUGE")], []).Replace("HUGE", huge, StringComparison.Ordinal), wish);

        Assert.Equal(2, read.Tally.Value.Rows);
        Assert.Equal(3, read.Faults.Kept[0].Line);
        Assert.Contains(read.Faults.Kept[0].Reason, (RowFaultReason[])[RowFaultReason.RowTooLong, RowFaultReason.QuoteOpen]);
    }

    [Fact]
    public async Task F51_A_text_to_group_by_has_its_limit()
    {
        var read = await ReportText.ReadAsync(ReportText.OfRow(("product/ProductName", new string('x', 1_025))));

        Assert.Equal(RowFaultReason.TextTooLong, read.Fault.Reason);
    }

    [Fact]
    public async Task F62_Bytes_that_are_no_text_are_not_replaced()
    {
        var bytes = Encoding.Latin1.GetBytes(ReportText.OfRow(("product/ProductName", "caf\u00e9")));

        Assert.Equal(RowFaultReason.NotText, (await ReportText.ReadAsync(bytes)).Fault.Reason);
    }

    [Fact]
    public async Task F51_Accounts_that_the_wish_does_not_know_are_faults_and_others_need_no_12_digits()
    {
        var wish = ReportText.Wish with { Knows = account => account.Value == "1234567890123" };
        var read = await ReportText.ReadAsync(ReportText.Of([], [("lineItem/UsageAccountId", "1234567890123")]), wish);

        Assert.Equal((2, RowFaultReason.UnknownAccount), (read.Fault.Line, read.Fault.Reason));
        Assert.Equal(new AccountId("1234567890123"), read.Cost.Key.Account);
    }

    [Fact]
    public async Task F51_Negative_amounts_and_line_ids_that_repeat_are_no_faults()
    {
        var read = await ReportText.ReadAsync(ReportText.Of([], [], [("lineItem/UnblendedCost", "-8E-7")]));

        Assert.Empty(read.Faults.Kept);
        Assert.Equal("2.9999992", read.Cost.Unblended.ToString());
    }

    [Fact]
    public async Task A_sum_that_an_amount_does_not_hold_is_a_fault_of_the_row_that_makes_it()
    {
        var read = await ReportText.ReadAsync(ReportText.Of([("lineItem/UnblendedCost", "922337203")], [("lineItem/UnblendedCost", "1")]));

        Assert.Equal(RowFaultReason.AmountTooLarge, read.Fault.Reason);
        Assert.Equal("922337203", read.Cost.Unblended.ToString());
    }

    [Fact]
    public async Task A_thousand_faults_are_kept_and_all_are_counted()
    {
        var read = await ReportText.ReadAsync(ReportText.Of([.. Enumerable.Range(0, 3_000).Select(_ => new[] { ("lineItem/UnblendedCost", "x") })]));

        Assert.Equal((3_000, 1_000), (read.Faults.Total, read.Faults.Kept.Length));
        Assert.Equal(3_000, read.Tally.Value.FaultedRows);
        Assert.Equal(1_001, read.Faults.Kept[^1].Line);
    }

    [Fact]
    public async Task An_excerpt_is_short_printable_and_without_secrets()
    {
        var cell = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY \u202e\t" + string.Concat(Enumerable.Repeat("long ", 100));
        var read = await ReportText.ReadAsync(ReportText.OfRow(("lineItem/UnblendedCost", cell)));

        Assert.Equal(200, read.Fault.Excerpt.Length);
        Assert.StartsWith("*** ***   long long", read.Fault.Excerpt, StringComparison.Ordinal);
    }
}
