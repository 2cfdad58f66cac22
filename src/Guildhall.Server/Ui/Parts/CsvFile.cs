using System.Globalization;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Parts;

/// <summary>Tables as CSV: RFC 4180, and no text that a spreadsheet would run. security.md S-56.</summary>
internal static class CsvFile
{
    private const string Dangerous = "=+-@\t\r＝＋－＠";

    /// <summary>A download of rows; numbers and times are written as such, everything else as text.</summary>
    public static PageAnswer Of(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        new PageAnswer.Download(name + ".csv", "text/csv; charset=utf-8", async (text, cancellation) =>
        {
            await text.WriteAsync(Line(columns));
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                await text.WriteAsync(Line(row));
            }
        });

    /// <summary>One line with its end.</summary>
    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        int or long or decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Text(value.ToString()!),
    };

    private static string Text(string text)
    {
        var first = text.AsSpan().TrimStart(" \"'");
        var safe = first.Length > 0 && Dangerous.Contains(first[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
