using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Guildhall.App.Store;

/// <summary>
/// Reads by plain SQL, the same on both databases and all of one moment: how memory is filled. EF Core's model alone takes longer to make than all of the
/// loading, and a start would wait for it. Takes no write lock.
/// </summary>
internal sealed class PlainReading : IDisposable
{
    private readonly Database _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction _moment;

    public PlainReading(Database database)
    {
        _database = database;
        _connection = database.Connect();
        _moment = _connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : _connection.BeginTransaction(IsolationLevel.RepeatableRead);
    }

    /// <summary>The rows one after another, always in the same reader. A parameter is called <c>@name</c> in the statement.</summary>
    public IEnumerable<DbDataReader> Rows(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Statements.Of(_connection, sql, parameters);
        command.Transaction = _moment;
        using var row = command.ExecuteReader();
        while (row.Read()) yield return row;
    }

    /// <summary>A context that reads of the same moment; it must go before this.</summary>
    public GuildhallDb Context() => _database.OpenIn(_connection, _moment);

    public void Dispose()
    {
        _moment.Dispose();
        _connection.Dispose();
    }
}

/// <summary>One statement that writes by plain SQL, in a transaction of its own: for what a start may have to write.</summary>
internal static class PlainWriting
{
    /// <summary>Parameters as those of <see cref="PlainReading.Rows"/>.</summary>
    public static void Run(Database database, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = database.Connect();
        using var command = Statements.Of(connection, sql, parameters);
        command.ExecuteNonQuery();
    }
}

internal static class Statements
{
    public static DbCommand Of(DbConnection connection, string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>Columns whose form differs between the databases, or that may be NULL.</summary>
internal static class Columns
{
    public static string? FindString(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A time, which both databases keep as UTC ticks.</summary>
    public static DateTimeOffset GetTime(this DbDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
