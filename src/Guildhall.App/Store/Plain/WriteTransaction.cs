using System.Data;
using System.Data.Common;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Store.Plain;

/// <summary>
/// One transaction of the writer. Rows are queued and all written at its end: first the versions of tenants, then what EF Core tracks (all tables that are
/// not among <see cref="Tables"/>), then the queued rows, which may refer to those. Without <see cref="Commit"/> or <see cref="Leave"/> nothing of it stays, the connection included.
/// </summary>
internal sealed class WriteTransaction : IDisposable
{
    private const string NextVersion = """UPDATE "Tenants" SET "Version" = $1 WHERE "Id" = $2 AND "Version" = $3""";

    private static readonly Statement MoveOnce = new(NextVersion, [DbType.Int64, DbType.String, DbType.Int64]) { MeetsOne = true };

    private readonly WriterConnection _writer;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly Lazy<GuildhallDb> _db;
    private readonly List<QueuedStatement> _versions = [];
    private bool _ended;

    public WriteTransaction(Database database, WriterConnection writer, DbConnection connection, DbTransaction transaction)
    {
        (_writer, _connection, _transaction) = (writer, connection, transaction);
        _db = new Lazy<GuildhallDb>(() => database.OpenIn(connection, transaction));
        Known = new KnownRows((statement, values) => writer.Command(statement, values, transaction));
        Rows = new RowQueue(Known);
    }

    public KnownRows Known { get; }

    public RowQueue Rows { get; }

    /// <summary>For tables that are not among <see cref="Tables"/>.</summary>
    public GuildhallDb Db => _db.Value;

    /// <summary>Moves a tenant from the version before to this one. Its new row, made in this transaction, has version 1 from the beginning, and its key settles the race.</summary>
    public void MoveVersion(TenantId tenant, long version)
    {
        if (version > 1) _versions.Add(new QueuedStatement(MoveOnce, [version, tenant.Value, version - 1]));
    }

    /// <summary>Sees to it that the tenant is still at this version, and stays there until the transaction has ended.</summary>
    public void HoldVersion(TenantId tenant, long version) => _versions.Add(new QueuedStatement(MoveOnce, [version, tenant.Value, version]));

    /// <summary>Writes everything queued. Throws <see cref="DbUpdateConcurrencyException"/> when another process was faster.</summary>
    public void Save()
    {
        if (!_db.IsValueCreated)
        {
            Write([.. _versions, .. Rows.Queued]);
            return;
        }

        Write(_versions);
        if (Db.ChangeTracker.Entries().FirstOrDefault(e => Tables.Have(e.Metadata.ClrType)) is { } entry)
            throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is written by plain SQL here, not by EF Core.");
        Db.SaveChanges();
        Write(Rows.Queued);
    }

    public void Commit()
    {
        _transaction.Commit();
        _ended = true;
    }

    /// <summary>Ends the transaction with nothing written.</summary>
    public void Leave()
    {
        _transaction.Rollback();
        _ended = true;
    }

    public void Dispose()
    {
        try
        {
            if (_db.IsValueCreated) Db.Dispose();
            _transaction.Dispose();
        }
        finally
        {
            if (!_ended) _writer.Drop();
        }
    }

    private void Write(IReadOnlyList<QueuedStatement> queued)
    {
        if (queued.Count == 0) return;
        if (_connection.CanCreateBatch) WriteAtOnce(queued);
        else foreach (var (statement, values) in queued) Check(statement, _writer.Command(statement, values, _transaction).ExecuteNonQuery());
    }

    /// <summary>In one round trip.</summary>
    private void WriteAtOnce(IReadOnlyList<QueuedStatement> queued)
    {
        using var batch = _connection.CreateBatch();
        batch.Transaction = _transaction;
        foreach (var (statement, values) in queued) batch.BatchCommands.Add(Command(batch, statement, values));
        batch.Prepare();
        batch.ExecuteNonQuery();
        for (var i = 0; i < queued.Count; i++) Check(queued[i].Statement, batch.BatchCommands[i].RecordsAffected);
    }

    private static DbBatchCommand Command(DbBatch batch, Statement statement, object?[] values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = statement.Sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.DbType, parameter.Value) = (statement.Types[i], values[i] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Check(Statement statement, int met)
    {
        if (statement.MeetsOne && met != 1) throw new DbUpdateConcurrencyException($"Another process was faster: no row for {statement.Sql}");
    }
}
