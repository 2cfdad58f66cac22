using System.Text;
using Guildhall.App.Billing.Reading;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>A file that is damaged, cut or a bomb is refused as a whole. security.md F-50, F-52.</summary>
public sealed class DamagedFileTests
{
    private static readonly string Text = ReportText.Of([.. Enumerable.Range(0, 60).Select(row => new[] { ("identity/LineItemId", $"{row * 7919:x8}"), ("lineItem/UnblendedCost", $"0.{row}") })]);

    [Fact]
    public async Task A_packed_file_reads_as_the_plain_one() =>
        Assert.Equal((await ReportText.ReadAsync(Text)).Costs, (await ReportText.ReadAsync(ReportText.Packed(Text))).Costs);

    [Fact]
    public async Task F50_A_packed_file_that_is_cut_anywhere_is_refused()
    {
        var packed = ReportText.Packed(Text);
        for (var length = 0; length < packed.Length; length++) Assert.True((await ReportText.ReadAsync(packed[..length])).Tally.Refused, $"{length} of {packed.Length}");
    }

    [Fact]
    public async Task F50_A_packed_file_with_a_wrong_byte_in_its_checksum_or_its_length_is_refused()
    {
        for (var at = 1; at <= 8; at++)
        {
            var packed = ReportText.Packed(Text);
            packed[^at] ^= 1;
            Assert.Equal("REPORT_FILE_DAMAGED", (await ReportText.ReadAsync(packed)).Problem.Code);
        }
    }

    [Fact]
    public async Task F50_A_packed_file_with_a_wrong_byte_anywhere_is_refused_or_reads_the_same()
    {
        var expected = (await ReportText.ReadAsync(Text)).Costs;
        var packed = ReportText.Packed(Text);
        for (var at = 0; at < packed.Length; at++)
        {
            byte[] wrong = [.. packed];
            wrong[at] ^= 0x10;
            var read = await ReportText.ReadAsync(wrong);
            Assert.True(read.Tally.Refused || read.Costs.SequenceEqual(expected), $"{at}");
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("more text behind the end of the file")]
    public async Task F50_Something_behind_the_end_is_refused(string garbage) =>
        Assert.Equal("REPORT_FILE_DAMAGED", (await ReportText.ReadAsync([.. ReportText.Packed(Text), .. Encoding.UTF8.GetBytes(garbage)])).Problem.Code);

    [Fact]
    public async Task Several_packed_parts_in_one_file_are_one_text()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        var expected = (await ReportText.ReadAsync(Text)).Costs;
        for (var cut = 0; cut < bytes.Length; cut += 97)
            Assert.Equal(expected, (await ReportText.ReadAsync([.. ReportText.Packed(bytes[..cut]), .. ReportText.Packed([]), .. ReportText.Packed(bytes[cut..])])).Costs);
    }

    [Fact]
    public async Task F50_A_second_part_that_is_cut_is_refused()
    {
        var packed = ReportText.Packed(Text);
        for (var length = 1; length < packed.Length; length += 13) Assert.True((await ReportText.ReadAsync([.. packed, .. packed[..length]])).Tally.Refused, $"{length}");
    }

    [Fact]
    public async Task F52_A_file_that_unpacks_to_more_than_its_limit_is_refused()
    {
        var wish = ReportText.Wish with { Limits = new ReadLimits { UnpackedTotal = 400_000 } };
        var problem = (await ReportText.ReadAsync(ReportText.Packed(Long(500_000)), wish)).Problem;

        Assert.Equal("REPORT_FILE_TOO_LARGE", problem.Code);
        Assert.False((await ReportText.ReadAsync(ReportText.Packed(Long(300_000)), wish)).Tally.Refused);
    }

    [Fact]
    public async Task F52_A_bomb_is_refused_by_its_ratio()
    {
        var problem = (await ReportText.ReadAsync(ReportText.Packed([.. Encoding.UTF8.GetBytes(Text), .. new byte[70 << 20]]))).Problem;

        Assert.Equal("The report file is refused: it is packed more than 100 times over.", problem.Message);
    }

    [Fact]
    public async Task F52_A_line_without_end_is_one_fault()
    {
        var wish = ReportText.Wish with { Limits = new ReadLimits { Ratio = int.MaxValue } };
        var read = await ReportText.ReadAsync(ReportText.Packed([.. Encoding.UTF8.GetBytes(Text), .. new byte[100 << 20]]), wish);

        Assert.Equal((61, RowFaultReason.RowTooLong), (read.Tally.Value.Rows + read.Tally.Value.FaultedRows, read.Fault.Reason));
    }

    [Fact]
    public async Task F52_An_archive_in_an_archive_is_no_report() =>
        Assert.Equal("REPORT_HEADER_INVALID", (await ReportText.ReadAsync(ReportText.Packed(ReportText.Packed(Text)))).Problem.Code);

    [Fact]
    public async Task F52_More_groups_than_their_limit_end_the_reading()
    {
        var wish = ReportText.Wish with { Limits = new ReadLimits { Groups = 50 } };
        var text = ReportText.Of([.. Enumerable.Range(0, 60).Select(row => new[] { ("bill/InvoiceId", $"{row}") })]);

        Assert.Equal("REPORT_TOO_MANY_GROUPS", (await ReportText.ReadAsync(text, wish)).Problem.Code);
    }

    /// <summary>The same row again and again.</summary>
    private static string Long(int bytes)
    {
        var lines = ReportText.OfRow().TrimEnd('\n').Split('\n');
        var text = new StringBuilder(lines[0]).Append('\n');
        while (text.Length < bytes) text.Append(lines[1]).Append('\n');
        return text.ToString();
    }
}
