using System.Text;
using System.Text.Unicode;

namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>Cuts a row into its cells by RFC 4180, strictly: a file that another program would read otherwise is refused.</summary>
internal static class CsvCells
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The cells, or the reason why there are none.</summary>
    /// <param name="first">Whether it is the first line of the file, which may begin with a byte order mark.</param>
    public static (List<string> Cells, string? Reason) Read(ReadOnlySpan<byte> row, bool first)
    {
        if (first && row.StartsWith(ByteOrderMark)) row = row[ByteOrderMark.Length..];
        if (!Utf8.IsValid(row)) return ([], "is not valid UTF-8.");
        return Cut(Encoding.UTF8.GetString(row.EndsWith("\r"u8) ? row[..^1] : row));
    }

    private static (List<string> Cells, string? Reason) Cut(string row)
    {
        var cells = new List<string>();
        for (var at = 0; ; at++)
        {
            var quoted = at < row.Length && row[at] == '"';
            var (cell, end, reason) = quoted ? Quoted(row, at + 1) : Plain(row, at);
            if (reason is not null) return ([], reason);
            cells.Add(cell);
            at = end;
            if (at == row.Length) return (cells, null);
        }
    }

    private static (string Cell, int End, string? Reason) Plain(string row, int start)
    {
        var end = row.IndexOf(',', start) is >= 0 and var comma ? comma : row.Length;
        var cell = row[start..end];
        return (cell, end, cell.Contains('"', StringComparison.Ordinal) ? "has a quote in a cell that does not begin with one." : null);
    }

    private static (string Cell, int End, string? Reason) Quoted(string row, int start)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var quote = row.IndexOf('"', start);
            if (quote < 0) return ("", 0, "has a quote that is not closed.");
            cell.Append(row, start, quote - start);
            var doubled = quote + 1 < row.Length && row[quote + 1] == '"';
            if (!doubled) return (cell.ToString(), quote + 1, quote + 1 < row.Length && row[quote + 1] != ',' ? "has text behind a closing quote." : null);
            cell.Append('"');
            start = quote + 2;
        }
    }
}
