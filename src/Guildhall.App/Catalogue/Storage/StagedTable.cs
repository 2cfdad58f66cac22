using System.Data.Common;
using System.Globalization;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>A temporary table that is filled by prepared statements of several rows each.</summary>
/// <param name="name">The table, without quotes.</param>
/// <param name="columns">Its columns, without quotes, in the order of the values.</param>
/// <param name="rowsPerStatement">Many where a statement is a round trip; few where each parameter is looked up by name (SQLite).</param>
internal sealed class StagedTable(DbConnection connection, string name, string[] columns, int rowsPerStatement) : IAsyncDisposable
{
    private readonly List<object?> _waiting = new(columns.Length * rowsPerStatement);
    private DbCommand? _full;

    /// <summary>Adds a row: texts, numbers or null, one for each column.</summary>
    public async ValueTask AddAsync(DbTransaction transaction, object?[] row, CancellationToken cancellation)
    {
        _waiting.AddRange(row);
        if (_waiting.Count == columns.Length * rowsPerStatement) await RunAsync(transaction, _full ??= Insert(rowsPerStatement), cancellation);
    }

    /// <summary>Writes what has not filled a statement.</summary>
    public async Task FlushAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        if (_waiting.Count == 0) return;
        await using var last = Insert(_waiting.Count / columns.Length);
        await RunAsync(transaction, last, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_full is not null) await _full.DisposeAsync();
    }

    private async Task RunAsync(DbTransaction transaction, DbCommand insert, CancellationToken cancellation)
    {
        for (var i = 0; i < _waiting.Count; i++) insert.Parameters[i].Value = _waiting[i] ?? DBNull.Value;
        _waiting.Clear();
        insert.Transaction = transaction;
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private DbCommand Insert(int rows)
    {
        var command = connection.CreateCommand();
        for (var i = 0; i < rows * columns.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            command.Parameters.Add(parameter);
        }

        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(',', Enumerable.Range(row * columns.Length, columns.Length).Select(i => $"@p{i}"))})");
        command.CommandText = $"INSERT INTO \"{name}\" ({string.Join(',', columns.Select(c => $"\"{c}\""))}) VALUES {string.Join(',', values)}";
        return command;
    }
}
