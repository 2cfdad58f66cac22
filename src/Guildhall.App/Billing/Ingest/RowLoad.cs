using System.Data;
using System.Data.Common;
using System.Globalization;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Guildhall.App.Billing.Ingest;

/// <summary>
/// Puts many rows beside the requests: some thousand a transaction, so that nobody waits for the write lock for long. Nobody reads a load's rows before it is in
/// force, and what a crash leaves of them is taken away.
/// </summary>
internal sealed class RowLoad(Database database)
{
    /// <summary>Rows of one transaction: some 50 ms on SQLite.</summary>
    private const int AtOnce = 5_000;

    public void Insert<T>(Table<T> table, IEnumerable<T> rows, CancellationToken cancellation)
    {
        using var connection = database.Connect();
        foreach (var chunk in rows.Chunk(AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            if (connection.CanCreateBatch) InsertAtOnce(connection, transaction, table, chunk);
            else InsertOneByOne((SqliteConnection)connection, table, chunk);
            transaction.Commit();
            Fault.Point("report.rows");
        }
    }

    /// <summary>Deletes all rows of a load.</summary>
    /// <param name="keepFaults">But for the lines that were not understood.</param>
    public void Delete(long load, bool keepFaults, CancellationToken cancellation)
    {
        using var connection = database.Connect();
        foreach (var table in BillingTables.All.Where(t => !keepFaults || t != BillingTables.Faults))
        {
            cancellation.ThrowIfCancellationRequested();
            using var command = Statements.Of(connection, $"""DELETE FROM "{table.Name}" WHERE "Load" = @load""", [("load", load)]);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>By SQLite's own interface: the provider looks each parameter up by its name in each row, which takes longer than the row itself.</summary>
    private static void InsertOneByOne<T>(SqliteConnection connection, Table<T> table, T[] rows)
    {
        var database = connection.Handle!;
        Check(database, raw.sqlite3_prepare_v2(database, table.Insert.Sql, out var statement));
        using (statement)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < table.Columns.Length; i++) Check(database, Bind(statement, i + 1, table.Columns[i].ValueOf(row)));
                if (raw.sqlite3_step(statement) is var stepped && stepped != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(stepped, database);
                Check(database, raw.sqlite3_reset(statement));
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        long or int => raw.sqlite3_bind_int64(statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"No column of a load has a {value.GetType().Name}.", nameof(value)),
    };

    private static void Check(sqlite3 database, int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, database);
    }

    private static void InsertAtOnce<T>(DbConnection connection, DbTransaction transaction, Table<T> table, T[] rows)
    {
        using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = table.Insert.Sql;
            foreach (var column in table.Columns)
            {
                var parameter = Parameter(command.CreateParameter(), column.Type);
                parameter.Value = column.ValueOf(row) ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        batch.Prepare();
        batch.ExecuteNonQuery();
    }

    private static DbParameter Parameter(DbParameter parameter, DbType type)
    {
        parameter.DbType = type;
        return parameter;
    }
}
