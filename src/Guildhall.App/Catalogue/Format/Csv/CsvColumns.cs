using System.Collections.Frozen;

namespace Guildhall.App.Catalogue.Format.Csv;

/// <summary>The header of a file: which columns it has, in any order; only <c>id</c> must be there. storefront-and-procurement.md E.4.</summary>
internal sealed class CsvColumns
{
    private const int MostRefusals = 10;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "id", "type", "title", "seller_id", "seller_name", "visibility", "short_description", "long_description", "categories", "keywords",
        "delivery_methods", "pricing_model", "price", "unit", "currency", "duration", "logo_url", "product_url", "eula_url", "support", "rating", "reviews");

    private readonly Dictionary<string, int> _places;

    private CsvColumns(Dictionary<string, int> places) => _places = places;

    public int Count => _places.Count;

    /// <summary>The columns, or what is wrong with them.</summary>
    public static (CsvColumns? Columns, IReadOnlyList<Refusal> Refusals) Of(int line, List<string> cells)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        foreach (var (place, name) in cells.Index())
        {
            if (refusals.Count == MostRefusals) break;
            if (!Known.Contains(name)) refusals.Add(new Refusal(line, null, Shown(name), "is no column of a catalogue."));
            else if (!places.TryAdd(name, place)) refusals.Add(new Refusal(line, null, name, "is a column twice."));
        }

        if (!places.ContainsKey("id")) refusals.Add(new Refusal(line, null, "id", "is missing: the first line must name the columns."));
        return refusals.Count == 0 ? (new CsvColumns(places), []) : (null, refusals);
    }

    /// <summary>The text of a column in a row; null when it is empty or there is no such column.</summary>
    public string? Text(List<string> cells, string column) => _places.TryGetValue(column, out var place) && cells[place].Length > 0 ? cells[place] : null;

    private static string Shown(string name) => name.Length <= 40 ? $"'{name}'" : $"'{name[..40]}…'";
}

/// <summary>One row: its texts by column.</summary>
internal sealed class CsvRow(CsvColumns columns, List<string> cells)
{
    /// <summary>Null when the cell is empty.</summary>
    public string? this[string column] => columns.Text(cells, column);

    /// <summary>The parts between <c>|</c>, without blanks around them.</summary>
    public string[] Parts(string column) => this[column]?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public bool Has(params string[] some) => some.Any(column => this[column] is not null);
}
