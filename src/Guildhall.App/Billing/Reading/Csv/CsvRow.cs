namespace Guildhall.App.Billing.Reading.Csv;

/// <summary>One row of the text: where its cells are. A look at the buffer, so it lives no longer than that.</summary>
/// <param name="text">The text that <paramref name="ends"/> are places of.</param>
/// <param name="start">Where the row begins.</param>
/// <param name="ends">Where each of its cells ends.</param>
internal readonly ref struct CsvRow(ReadOnlySpan<byte> text, int start, ReadOnlySpan<int> ends)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<int> _ends = ends;

    public int Cells => _ends.Length;

    public int Start => start;

    /// <summary>Where its line feed is.</summary>
    public int End => _ends[^1];

    /// <summary>All of it, without its line end.</summary>
    public ReadOnlySpan<byte> Text => WithoutReturn(_text[start.._ends[^1]]);

    /// <summary>Neither a cell nor a character.</summary>
    public bool IsBlank => _ends.Length == 1 && Text.IsEmpty;

    /// <summary>A cell as it stands there, with its quotes.</summary>
    public ReadOnlySpan<byte> Raw(int cell)
    {
        var from = cell == 0 ? start : _ends[cell - 1] + 1;
        var raw = _text[from.._ends[cell]];
        return cell == _ends.Length - 1 ? WithoutReturn(raw) : raw;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line[..^1] : line;
}
