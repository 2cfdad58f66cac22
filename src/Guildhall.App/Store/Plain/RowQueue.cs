namespace Guildhall.App.Store.Plain;

/// <summary>The rows that a transaction will write, in order. Values are taken when a statement is queued: what its row becomes later does not matter.</summary>
internal sealed class RowQueue(KnownRows known)
{
    private readonly List<QueuedStatement> _queued = [];

    public IReadOnlyList<QueuedStatement> Queued => _queued;

    public void Insert<T>(T row)
        where T : class
    {
        var table = Tables.Of<T>();
        known.Remember(table, row);
        Run(table.Insert, Table<T>.ValuesOf(row, table.Columns.AsSpan()));
    }

    public void InsertAll<T>(IEnumerable<T> rows)
        where T : class
    {
        foreach (var row in rows) Insert(row);
    }

    /// <summary>Adds the row, or replaces the one of its key.</summary>
    public void Put<T>(T row)
        where T : class
    {
        var table = Tables.Of<T>();
        known.Remember(table, row);
        Run(table.Put!, Table<T>.ValuesOf(row, table.Columns.AsSpan()));
    }

    /// <summary>Replaces the row of its key, which must be there.</summary>
    public void Update<T>(T row)
        where T : class
    {
        var table = Tables.Of<T>();
        Run(table.Update!, Table<T>.ValuesOf(row, [.. table.Columns[table.Keys.Length..], .. table.Keys]));
    }

    /// <summary>Removes the row of this key, if it is there.</summary>
    public void Delete<T>(params object[] key) => Run(Tables.Of<T>().Delete!, key);

    public void Run(Statement statement, params object?[] values) => _queued.Add(new QueuedStatement(statement, values));
}
