using System.Text.Unicode;
using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>Reads the cells of one row after another, and remembers the first thing that is wrong with it.</summary>
internal sealed class RowCells(ReportHeader header, ReadLimits limits)
{
    private readonly CellText _text = new();

    /// <summary>What is wrong with the row; null while nothing is.</summary>
    public RowFaultReason? Fault { get; private set; }

    /// <summary>Which cell it is about; -1 for the row as a whole.</summary>
    public int FaultyCell { get; private set; } = -1;

    public ReportHeader Header => header;

    public void NextRow()
    {
        _text.NextRow();
        Fault = null;
        FaultyCell = -1;
    }

    /// <summary>Only the first one of a row is kept.</summary>
    public void Refuse(RowFaultReason reason, int cell)
    {
        if (Fault is not null) return;
        (Fault, FaultyCell) = (reason, cell);
    }

    public ReadOnlySpan<byte> Text(CsvRow row, ReportColumn column) => Text(row, header[column]);

    /// <summary>What the cell says; empty when there is no such column.</summary>
    public ReadOnlySpan<byte> Text(CsvRow row, int cell)
    {
        if (cell < 0) return default;
        if (!_text.TryRead(row.Raw(cell), out var text)) Refuse(RowFaultReason.QuoteMisplaced, cell);
        return header.IsFocus && text.SequenceEqual("NULL"u8) ? default : text;
    }

    /// <summary>The number of a text that costs are kept apart by; 0, the empty one's, when it is refused.</summary>
    public int Number(TextPool pool, ReadOnlySpan<byte> text, int cell)
    {
        if (pool.TryFind(text, out var number)) return number;
        if (text.Length > limits.TextBytes) Refuse(RowFaultReason.TextTooLong, cell);
        else if (!Utf8.IsValid(text) || text.Contains((byte)0)) Refuse(RowFaultReason.NotText, cell);
        else return pool.Take(text);
        return 0;
    }

    public int Number(TextPool pool, CsvRow row, ReportColumn column) => Number(pool, Text(row, column), header[column]);

    /// <summary>An amount that must be there.</summary>
    public Amount Amount(CsvRow row, ReportColumn column) => Amount(Text(row, column), header[column]);

    /// <summary>Nothing counts as <paramref name="nothing"/>.</summary>
    public Amount Amount(CsvRow row, ReportColumn column, Amount nothing)
    {
        var text = Text(row, column);
        return text.IsEmpty ? nothing : Amount(text, header[column]);
    }

    private Amount Amount(ReadOnlySpan<byte> text, int cell)
    {
        var reading = Domain.Billing.Amount.TryParse(text, out var amount);
        if (reading == AmountReading.NotANumber) Refuse(RowFaultReason.NotANumber, cell);
        if (reading == AmountReading.TooLarge) Refuse(RowFaultReason.AmountTooLarge, cell);
        return amount;
    }
}
