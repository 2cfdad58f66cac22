using System.Collections.Immutable;
using System.Data.Common;

namespace Guildhall.App.Store.Plain;

/// <summary>A table that the writer writes by plain SQL. A test compares it with EF Core's model.</summary>
internal abstract class Table(Type row, string name, ImmutableArray<Column> columns, int keys)
{
    public Type Row => row;

    public string Name => name;

    /// <summary>All columns but a number that the database gives; the key first.</summary>
    public ImmutableArray<Column> AllColumns => columns;

    public IEnumerable<Column> KeyColumns => columns.Take(keys);
}

/// <summary>The columns of a table, and the statements for whole rows.</summary>
internal sealed class Table<T> : Table
{
    /// <param name="keys">How many of the columns, the first ones, are the primary key; none when the database numbers the rows.</param>
    /// <param name="columns">All but a number that the database gives.</param>
    public Table(string name, int keys, params ImmutableArray<Column<T>> columns)
        : base(typeof(T), name, ImmutableArray<Column>.CastUp(columns), keys)
    {
        (Columns, Keys) = (columns, columns[..keys]);
        var values = string.Join(", ", Enumerable.Range(1, Columns.Length).Select(n => $"${n}"));
        Insert = On(Columns, $"""INSERT INTO "{name}" ({Names(Columns)}) VALUES ({values})""");
        if (keys == 0) return;
        Put = Insert with { Sql = $"{Insert.Sql} ON CONFLICT ({Names(Keys)}) DO UPDATE SET {string.Join(", ", Columns[keys..].Select(c => $"\"{c.Name}\" = excluded.\"{c.Name}\""))}" };
        Delete = On(Keys, $"""DELETE FROM "{name}" WHERE {Equal(Keys, 1)}""");
        Select = On(Keys, $"""SELECT {Names(Columns)} FROM "{name}" WHERE {Equal(Keys, 1)}""");
        Update = UpdateOf(Columns[keys..]);
    }

    public ImmutableArray<Column<T>> Columns { get; }

    public ImmutableArray<Column<T>> Keys { get; }

    /// <summary>The row under a reader of <see cref="Select"/>; null where rows are only written.</summary>
    public Func<DbDataReader, T>? Read { get; init; }

    public Statement Insert { get; }

    /// <summary>Inserts, or replaces the row of that key. This and what follows: null without a key.</summary>
    public Statement? Put { get; }

    /// <summary>Everything but the key, then the key.</summary>
    public Statement? Update { get; }

    public Statement? Delete { get; }

    public Statement? Select { get; }

    /// <summary>Sets some columns of the row of a key, which must be there: takes their values, then the key's.</summary>
    public Statement UpdateOf(ImmutableArray<Column<T>> changed, string? onlyIf = null)
    {
        var condition = onlyIf is null ? "" : $" AND {onlyIf}";
        return On([.. changed, .. Keys], $"""UPDATE "{Name}" SET {Equal(changed, 1, ", ")} WHERE {Equal(Keys, changed.Length + 1)}{condition}""") with { MeetsOne = true };
    }

    public ImmutableArray<Column<T>> Named(params IEnumerable<string> names) => [.. names.Select(name => Columns.Single(c => c.Name == name))];

    public static object?[] ValuesOf(T row, params ReadOnlySpan<Column<T>> columns)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = columns[i].ValueOf(row);
        return values;
    }

    private static string Equal(ImmutableArray<Column<T>> columns, int first, string between = " AND ") =>
        string.Join(between, columns.Select((c, i) => $"\"{c.Name}\" = ${first + i}"));

    private static Statement On(ImmutableArray<Column<T>> parameters, string sql) => new(sql, [.. parameters.Select(c => c.Type)]);

    private static string Names(ImmutableArray<Column<T>> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
}
