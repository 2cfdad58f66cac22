using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>A row that is being filled. What is set in a column that the report does not have is left out, or is an entry of a cell that is a map.</summary>
internal sealed class CsvRow(ReportForm form)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    private readonly string[] _cells = new string[form.Header.Count];
    private readonly SortedDictionary<(int Place, string Key), string> _entries = [];

    /// <summary>Written as it is, behind the last cell.</summary>
    public string Tail { get; set; } = "";

    public void Clear()
    {
        Array.Fill(_cells, "");
        _entries.Clear();
        Tail = "";
    }

    public void Set(string column, string text)
    {
        if (form.Places.TryGetValue(column, out var place)) _cells[place] = text;
        else if (text.Length > 0 && form.EntryOf(column) is { } entry) _entries[entry] = text;
    }

    public void Set(string column, decimal? number)
    {
        if (number is { } known) Set(column, AwsNumber.Text(known));
    }

    public void Set(string column, DateTimeOffset at) => Set(column, Instant(at));

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Write(TextWriter output)
    {
        foreach (var map in form.Maps) _cells[map] = JsonSerializer.Serialize(_entries.Where(entry => entry.Key.Place == map).ToDictionary(entry => entry.Key.Key, entry => entry.Value), Plain);
        Write(output, _cells, Tail);
    }

    public static void Write(TextWriter output, IReadOnlyList<string> cells, string tail = "")
    {
        for (var n = 0; n < cells.Count; n++)
        {
            if (n > 0) output.Write(',');
            if (cells[n].AsSpan().ContainsAny(Special))
            {
                output.Write('"');
                output.Write(cells[n].Replace("\"", "\"\"", StringComparison.Ordinal));
                output.Write('"');
            }
            else
            {
                output.Write(cells[n]);
            }
        }

        output.Write(tail);
        output.Write('\n');
    }
}
