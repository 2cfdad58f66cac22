using System.Globalization;
using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>A row that is being filled. What is set in a column that the report does not have is left out.</summary>
internal sealed class CsvRow(IReadOnlyList<string> columns)
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    private readonly Dictionary<string, int> _places = columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
    private readonly string[] _cells = new string[columns.Count];

    /// <summary>Written as it is, behind the last cell.</summary>
    public string Tail { get; set; } = "";

    public void Clear()
    {
        Array.Fill(_cells, "");
        Tail = "";
    }

    public void Set(string column, string text)
    {
        if (_places.TryGetValue(column, out var place)) _cells[place] = text;
    }

    public void Set(string column, decimal? number)
    {
        if (number is { } known) Set(column, AwsNumber.Text(known));
    }

    public void Set(string column, DateTimeOffset at) => Set(column, Instant(at));

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Write(TextWriter output) => Write(output, _cells, Tail);

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
