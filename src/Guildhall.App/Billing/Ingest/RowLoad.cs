using System.Data;
using System.Data.Common;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;

namespace Guildhall.App.Billing.Ingest;

/// <summary>
/// Puts many rows beside the requests: some thousand a transaction, so that nobody waits for the write lock for long. Nobody reads a load's rows before it is in
/// force, and what a crash leaves of them is taken away.
/// </summary>
internal sealed class RowLoad(Database database)
{
    /// <summary>Rows of one transaction: some 50 ms on SQLite.</summary>
    private const int AtOnce = 10_000;

    public void Insert<T>(Table<T> table, IEnumerable<T> rows, CancellationToken cancellation)
    {
        using var connection = database.Connect();
        foreach (var chunk in rows.Chunk(AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            if (connection.CanCreateBatch) InsertAtOnce(connection, transaction, table, chunk);
            else InsertOneByOne(connection, transaction, table, chunk);
            transaction.Commit();
            Fault.Point("report.rows");
        }
    }

    /// <summary>Deletes all rows of a load.</summary>
    public void Delete(long load, CancellationToken cancellation)
    {
        using var connection = database.Connect();
        foreach (var table in BillingTables.All)
        {
            cancellation.ThrowIfCancellationRequested();
            using var command = Statements.Of(connection, $"""DELETE FROM "{table.Name}" WHERE "Load" = @load""", [("load", load)]);
            command.ExecuteNonQuery();
        }
    }

    private static void InsertOneByOne<T>(DbConnection connection, DbTransaction transaction, Table<T> table, T[] rows)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (table.Insert.Sql, transaction);
        for (var i = 0; i < table.Columns.Length; i++) command.Parameters.Add(Parameter(command.CreateParameter(), table.Columns[i].Type, $"${i + 1}"));
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Length; i++) command.Parameters[i].Value = table.Columns[i].ValueOf(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
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
                var parameter = Parameter(command.CreateParameter(), column.Type, null);
                parameter.Value = column.ValueOf(row) ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        batch.Prepare();
        batch.ExecuteNonQuery();
    }

    private static DbParameter Parameter(DbParameter parameter, DbType type, string? name)
    {
        parameter.DbType = type;
        if (name is not null) parameter.ParameterName = name;
        return parameter;
    }
}
