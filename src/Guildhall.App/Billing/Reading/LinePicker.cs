using System.Text;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Reading.Csv;

namespace Guildhall.App.Billing.Reading;

/// <summary>Keeps the rows that are wanted, one by one, instead of adding all up: those of one look at the file, until they are taken.</summary>
internal sealed class LinePicker(string file, LineChoice choice)
{
    /// <summary>Bytes of a description or a resource; what is longer is cut.</summary>
    private const int LongestText = 2_000;

    private readonly List<ReportLine> _picked = [];

    public void Take(RowCells cells, CsvRow row, CostTable table, ReadOnlySpan<int> key, DateOnly day, in CostSums amounts, long line)
    {
        if (choice.Day is { } wanted && wanted != day) return;
        if (!Is(choice.Product, table, key, KeyParts.ProductCode) || !Is(choice.Type, table, key, KeyParts.LineItemType)) return;
        if (choice.Accounts is { } some && !some(table.Texts(KeyParts.Account).Text(key[KeyParts.Account]))) return;
        _picked.Add(new ReportLine(file, line, day, table.Key(key), amounts.Unblended, amounts.Net, amounts.Amortised)
        {
            UsageType = Text(cells, row, ReportColumn.UsageType),
            Description = Text(cells, row, ReportColumn.Description),
            Resource = Text(cells, row, ReportColumn.Resource),
        });
    }

    /// <summary>Those that were picked since the last time.</summary>
    public IReadOnlyList<ReportLine> Drain()
    {
        if (_picked.Count == 0) return [];
        var picked = _picked.ToArray();
        _picked.Clear();
        return picked;
    }

    private static bool Is(string? wanted, CostTable table, ReadOnlySpan<int> key, int part) => wanted is null || table.Texts(part).Text(key[part]) == wanted;

    private static string Text(RowCells cells, CsvRow row, ReportColumn column)
    {
        var text = cells.Text(row, column);
        return Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestText)]);
    }
}
