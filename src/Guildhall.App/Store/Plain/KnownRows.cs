namespace Guildhall.App.Store.Plain;

/// <summary>
/// Rows by key as one transaction has them so far: what an earlier write of the same transaction queued is seen by the later ones, as one and the same
/// object.
/// </summary>
internal sealed class KnownRows(Func<Statement, object?[], System.Data.Common.DbCommand> command)
{
    private readonly Dictionary<(Type Row, string Key), object?> _rows = [];

    /// <summary>Null when there is none.</summary>
    public T? Find<T>(Table<T> table, params string[] key)
        where T : class
    {
        var place = Place<T>(key);
        if (!_rows.TryGetValue(place, out var row)) _rows.Add(place, row = Read(table, key));
        return (T?)row;
    }

    /// <summary>Keeps a row that is about to be written, when its table is read here too.</summary>
    public void Remember<T>(Table<T> table, T row)
        where T : class
    {
        if (table.Read is not null) _rows[Place<T>(Table<T>.ValuesOf(row, table.Keys.AsSpan()))] = row;
    }

    private T? Read<T>(Table<T> table, string[] key)
        where T : class
    {
        using var reader = command(table.Select!, key).ExecuteReader();
        return reader.Read() ? table.Read!(reader) : null;
    }

    private static (Type Row, string Key) Place<T>(object?[] key) => (typeof(T), string.Join('\n', key));
}
