using System.Collections.Immutable;

namespace Guildhall.Server.Ui.Parts;

/// <summary>A column of a table.</summary>
/// <param name="Key">Its name in the choice of columns, in small letters.</param>
/// <param name="Sort">The order of the list that its heading leads to; null when it cannot be sorted by.</param>
/// <param name="Number">Whether it holds figures, which stand to the right.</param>
public sealed record Column(string Key, string Title, string? Sort = null, bool Number = false)
{
    /// <summary>The boxes that tick a row.</summary>
    public static Column Tick { get; } = new("tick", "Tick");

    /// <summary>Whether the heading is for screen readers alone: a column of actions.</summary>
    public bool Silent { get; init; }

    /// <summary>Whether readers may do without it: not the name of the row, its box and its actions.</summary>
    public bool Optional { get; init; } = true;

    /// <summary>Whether only readers who choose it see it: a table with all of its columns would be too wide.</summary>
    public bool Asked { get; init; }
}

/// <summary>The columns of a table in order; readers choose which of them they see. design/ui.md 4.</summary>
public sealed record TableColumns(string Table, params ImmutableArray<Column> All)
{
    public IEnumerable<Column> Choices => All.Where(c => c is { Optional: true, Silent: false } && c.Key != Column.Tick.Key);

    internal bool Shows(ViewChoice view, Column column) => view.Turns(Table, column.Key) == column.Asked;

    /// <summary>The classes of the table: those that hide what the reader does not want to see.</summary>
    internal string ClassFor(ViewChoice view) =>
        string.Join(' ', All.Select((column, place) => (column, place)).Where(c => !Shows(view, c.column)).Select(c => $"no-{c.place + 1}").Prepend("data"));
}
