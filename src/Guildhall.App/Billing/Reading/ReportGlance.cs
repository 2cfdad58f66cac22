using System.Buffers;
using System.Text;
using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>Whose a report file is and of which month, by its first line that tells both.</summary>
/// <param name="Payer">The account that pays.</param>
public sealed record ReportGlance(AccountId Payer, BillingMonth Month)
{
    /// <summary>Bytes of the unpacked text that are looked at.</summary>
    private const int Looked = 1 << 20;

    /// <summary>Null when no line there tells both. Refused: a file that is damaged, or without a column that is needed (F-50).</summary>
    /// <param name="packedOrPlain">Read from its place on, and left open.</param>
    /// <param name="name">What the file is called in problems.</param>
    public static async Task<Result<ReportGlance?>> ReadAsync(Stream packedOrPlain, string name, CancellationToken cancellation)
    {
        await using var text = await UnpackedText.OpenAsync(packedOrPlain, name, ReadLimits.Standard, new UnpackedRoom(Looked), cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(Looked);
        try
        {
            var read = await text.ReadAsync(buffer.AsMemory(0, Looked - 1), cancellation);
            if (read.Refused) return read.Problems;
            var filled = read.Value;
            if (text.Ended) buffer[filled++] = (byte)'\n';
            return Find(buffer.AsSpan(0, filled), name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Result<ReportGlance?> Find(ReadOnlySpan<byte> text, string name)
    {
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        var (ends, start, first, cells) = (new CellEnds(), 0, 0, (RowCells?)null);
        ends.Find(text);
        foreach (var last in ends.Rows)
        {
            var row = new CsvRow(text, start, ends.Ends[first..(last + 1)]);
            (start, first) = (row.End + 1, last + 1);
            if (row.IsBlank) continue;
            if (cells is null)
            {
                var header = ReportHeader.Read(row, name, []);
                if (header.Refused) return header.Problems;
                cells = new RowCells(header.Value, ReadLimits.Standard);
            }
            else if (Of(cells, row) is { } glance) return glance;
        }

        return (ReportGlance?)null;
    }

    private static ReportGlance? Of(RowCells cells, CsvRow row)
    {
        if (row.Cells != cells.Header.Names.Length) return null;
        cells.NextRow();
        var payer = cells.Text(row, ReportColumn.Payer);
        var start = cells.Text(row, ReportColumn.Start);
        if (payer.Length != 12 || payer.ContainsAnyExceptInRange((byte)'0', (byte)'9') || start.Length < 10) return null;
        var month = BillingMonth.Read(Encoding.Latin1.GetString(start[..7]));
        return month.Refused ? null : new ReportGlance(new AccountId(Encoding.ASCII.GetString(payer)), month.Value);
    }
}
