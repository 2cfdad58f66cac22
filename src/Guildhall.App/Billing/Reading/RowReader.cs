using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Reading;

/// <summary>
/// Reads rows out of pieces of text, the header first. A row whose shape is wrong and which spans lines is cut after its first line, and reading goes on at
/// the next one: a quote that is never closed costs its own line, not all that follow (F-51).
/// </summary>
/// <param name="picker">Gets the rows instead of the table; null adds them up.</param>
internal sealed class RowReader(string file, ReportWish wish, CostTable table, RowFaults faults, LinePicker? picker = null)
{
    /// <summary>Rows that are cut before the file is given up: each one may be looked at to its limit, so they must not be many.</summary>
    private const int MostCuts = 1_000;

    private readonly CellEnds _ends = new();
    private RowIntake? _intake;
    private long _line = 1;
    private int _cuts;
    private bool _begun;
    private bool _skipping;
    private long _rows;
    private long _faulted;

    /// <summary>Why the file is refused as a whole; null while it is not.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>What was taken so far; refused when there was no header.</summary>
    public Result<FileTally> Tally(long unpackedBytes)
    {
        if (Problem is { } problem) return problem;
        return _intake is { } intake ? new FileTally(_rows, _faulted, intake.Sums, unpackedBytes) : ReportProblems.Header(file, "The report is empty: it has no header.");
    }

    /// <summary>Takes all rows that end within the text, which begins where the one before was left. Gives how much of it is done with.</summary>
    public int Take(ReadOnlySpan<byte> text)
    {
        var start = _skipping ? Skip(text) : 0;
        if (!_begun && text.StartsWith("\uFEFF"u8)) start = 3;
        _begun = true;
        while (start < text.Length && Problem is null)
        {
            _ends.Find(text[start..]);
            var taken = TakeFound(text[start..]);
            if (taken == 0 && _ends.Seen < text.Length - start) taken = Cut(RowFaultReason.TooManyCells, text[start..]);
            if (taken == 0) break;
            start += taken;
        }

        if (table.Exceeds(wish.Limits)) Problem ??= ReportProblems.TooManyGroups(wish.Limits.Groups);
        return start;
    }

    /// <summary>Gives up the row that the text begins with and that does not end in it: it is too long, or a quote is still open at the end of the file.</summary>
    public int GiveUp(ReadOnlySpan<byte> text) => Cut(text.Contains((byte)'\n') ? RowFaultReason.QuoteOpen : RowFaultReason.RowTooLong, text);

    private int TakeFound(ReadOnlySpan<byte> text)
    {
        var (start, first, misplaced, line) = (0, 0, 0, _line);
        foreach (var last in _ends.Rows)
        {
            var row = new CsvRow(text, start, _ends.Ends[first..(last + 1)]);
            var isMisplaced = misplaced < _ends.Misplaced.Length && _ends.Misplaced[misplaced] < row.End;
            var fault = isMisplaced ? RowFaultReason.QuoteMisplaced : row.IsBlank ? null : Take(row, line);
            if (fault is { } reason && !TryGoOn(reason, isMisplaced ? -1 : _intake?.FaultyCell ?? -1, text, row)) return start + Cut(text[start..]);
            if (Problem is not null) return text.Length;
            while (misplaced < _ends.Misplaced.Length && _ends.Misplaced[misplaced] < row.End) misplaced++;
            (start, first) = (row.End + 1, last + 1);
            line += _ends.QuotedFeeds ? row.Text.Count((byte)'\n') + 1 : 1;
        }

        _line += _ends.QuotedFeeds ? text[..start].Count((byte)'\n') : _ends.RowCount;
        return start;
    }

    private RowFaultReason? Take(CsvRow row, long line)
    {
        if (_intake is null)
        {
            Begin(row);
            return null;
        }

        var fault = _intake.Take(row, line);
        if (fault is null) _rows++;
        return fault;
    }

    private void Begin(CsvRow row)
    {
        var header = ReportHeader.Read(row, file, wish.TagKeys);
        if (header.Refused) Problem = header.Problems[0];
        else _intake = new RowIntake(header.Value, wish, table, picker);
    }

    /// <summary>Tells of a row that is left out. False when the text is to be cut after its first line.</summary>
    private bool TryGoOn(RowFaultReason reason, int cell, ReadOnlySpan<byte> text, CsvRow row)
    {
        var line = _line + text[..row.Start].Count((byte)'\n');
        Refuse(reason, line, cell, cell < 0 ? row.Text : row.Raw(cell));
        var isOfShape = reason is RowFaultReason.MissingCells or RowFaultReason.TooManyCells or RowFaultReason.RowTooLong or RowFaultReason.QuoteMisplaced;
        if (!isOfShape || !row.Text.Contains((byte)'\n')) return true;
        _line = line;
        return false;
    }

    private int Cut(RowFaultReason reason, ReadOnlySpan<byte> text)
    {
        Refuse(reason, _line, -1, text);
        return Cut(text);
    }

    /// <summary>Passes over the first line, though a quote was open at its end.</summary>
    private int Cut(ReadOnlySpan<byte> text)
    {
        if (++_cuts > MostCuts) Problem ??= ReportProblems.Damaged(file, $"more than {MostCuts:N0} of its rows do not end where a line does.");
        _skipping = true;
        return Skip(text);
    }

    private int Skip(ReadOnlySpan<byte> text)
    {
        var feed = text.IndexOf((byte)'\n');
        if (feed < 0) return text.Length;
        _skipping = false;
        _line++;
        return feed + 1;
    }

    private void Refuse(RowFaultReason reason, long line, int cell, ReadOnlySpan<byte> text)
    {
        if (_intake is null)
        {
            Problem ??= ReportProblems.Header(file, "The header of the report is not a line of names.");
            return;
        }

        _faulted++;
        if (faults.Count(reason)) faults.Keep(new RowFault(file, line, reason, cell < 0 ? null : _intake.Header.Names[cell], Excerpts.Of(text)));
    }
}
