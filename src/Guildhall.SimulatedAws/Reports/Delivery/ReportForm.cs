namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>How a report writes its columns, which lines know by the names of legacy CUR.</summary>
/// <param name="Header">As the file has them.</param>
/// <param name="Places">Of each column that has a cell, by its name in legacy CUR.</param>
/// <param name="Maps">Cells that are maps.</param>
internal sealed record ReportForm(IReadOnlyList<string> Header, IReadOnlyDictionary<string, int> Places, IReadOnlyList<int> Maps)
{
    public static ReportForm OfReport(IReadOnlyList<string> columns) => new(columns, PlacesOf(columns), []);

    public static ReportForm OfExport(IReadOnlyList<string> columns) =>
        new([.. columns.Select(ExportColumns.NameOf)], PlacesOf(columns), [.. columns.Index().Where(column => ExportColumns.IsMap(column.Item)).Select(column => column.Index)]);

    /// <summary>The map and the key in it for a column without a cell of its own; null where there is none.</summary>
    public (int Place, string Key)? EntryOf(string column) =>
        Maps.Count > 0 && column.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Places.TryGetValue(column[..slash], out var place) ? (place, ExportColumns.Spell(column[(slash + 1)..])) : null;

    private static Dictionary<string, int> PlacesOf(IReadOnlyList<string> columns) => columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
}
