using System.Data;
using System.Data.Common;

namespace Guildhall.App.Store.Plain;

/// <summary>The writer's connection, open from one transaction to the next so that its statements stay prepared. Not thread-safe.</summary>
internal sealed class WriterConnection(Database database) : IDisposable
{
    private readonly Dictionary<Statement, DbCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private DbConnection? _connection;

    /// <summary>Begins a transaction; on SQLite it has the write lock at once.</summary>
    public WriteTransaction Begin()
    {
        // A connection may have been found dead while nothing was written.
        if (_connection is { State: not ConnectionState.Open }) Drop();
        try
        {
            _connection ??= database.Connect();
            return new WriteTransaction(database, this, _connection, _connection.BeginTransaction());
        }
        catch
        {
            Drop();
            throw;
        }
    }

    /// <summary>Forgets the connection: after a transaction that came to no good end nobody knows what it is worth.</summary>
    public void Drop()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Drop();

    /// <summary>The prepared command of a statement, with these values.</summary>
    public DbCommand Command(Statement statement, object?[] values, DbTransaction transaction)
    {
        if (!_prepared.TryGetValue(statement, out var command)) _prepared.Add(statement, command = Prepare(statement, transaction));
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private DbCommand Prepare(Statement statement, DbTransaction transaction)
    {
        var command = _connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (statement.Sql, transaction);
        for (var i = 0; i < statement.Types.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.DbType = statement.Types[i];
            // PostgreSQL counts its parameters, SQLite calls them by name.
            if (database.Kind == DatabaseKind.Sqlite) parameter.ParameterName = $"${i + 1}";
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }
}
