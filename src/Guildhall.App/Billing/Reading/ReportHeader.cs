using System.Collections.Immutable;
using System.Text;
using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Reading;

/// <summary>
/// Which cell of a row says what, found by the names of the header, never by place: columns come and go from month to month (aws-operations.md C.3). Unknown
/// columns are passed over. Of two columns of one name that describe, the first one counts; two that decide who owes how much are refused.
/// </summary>
internal sealed class ReportHeader
{
    private readonly int[] _cells;

    private ReportHeader(ImmutableArray<string> names, bool isFocus)
    {
        Names = names;
        IsFocus = isFocus;
        _cells = new int[Enum.GetValues<ReportColumn>().Length];
        _cells.AsSpan().Fill(-1);
    }

    /// <summary>All columns, as the header has them.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>FOCUS instead of CUR: <c>NULL</c> is its word for nothing.</summary>
    public bool IsFocus { get; }

    /// <summary>The cells of the wish's tag keys, in their order; -1 where there is none.</summary>
    public ImmutableArray<int> Tags { get; private set; } = [];

    /// <summary>Which cell, or -1.</summary>
    public int this[ReportColumn column] => _cells[(int)column];

    public bool Has(ReportColumn column) => this[column] >= 0;

    public static Result<ReportHeader> Read(CsvRow row, string file, ImmutableArray<string> tagKeys)
    {
        if (Cells(row) is not { } names) return ReportProblems.Header(file, "The header of the report is not a line of names.");
        var plain = names.Select(ColumnNames.Plain).ToList();
        var isFocus = plain.Contains("billedcost");
        var form = isFocus ? ColumnNames.Focus : ColumnNames.Cur;
        var header = new ReportHeader(names, isFocus);
        foreach (var (cell, name) in plain.Index())
        {
            if (!form.TryGetValue(name, out var column)) continue;
            ref var place = ref header._cells[(int)column.Column];
            if (place >= 0 && column.Decides) return ReportProblems.Header(file, $"The report has the column {column.Name} twice ({names[place]} and {names[cell]}).");
            if (place < 0) place = cell;
        }

        var missing = form.Values.Where(c => c.Needed && !header.Has(c.Column)).Select(c => c.Name).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) return ReportProblems.Header(file, $"The report has no column {string.Join(", ", missing)}.");
        header.Tags = [.. tagKeys.Select(key => TagColumn(names, key))];
        return header;
    }

    /// <summary>The column of a tag: by its exact name, else as Athena spells it; -1 when there is none.</summary>
    private static int TagColumn(ImmutableArray<string> names, string key)
    {
        var exact = names.IndexOf($"resourceTags/user:{key}");
        if (exact >= 0) return exact;
        var other = names.IndexOf($"resourceTags/{key}");
        if (other >= 0) return other;
        var plain = ColumnNames.Plain($"resourceTags/user:{key}");
        return names.Select(ColumnNames.Plain).ToList().IndexOf(plain);
    }

    private static ImmutableArray<string>? Cells(CsvRow row)
    {
        var text = new CellText();
        var names = ImmutableArray.CreateBuilder<string>(row.Cells);
        for (var cell = 0; cell < row.Cells; cell++)
        {
            if (!text.TryRead(row.Raw(cell), out var name) || !System.Text.Unicode.Utf8.IsValid(name)) return null;
            names.Add(Encoding.UTF8.GetString(name));
        }

        return names.MoveToImmutable();
    }
}
