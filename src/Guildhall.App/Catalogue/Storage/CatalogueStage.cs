using System.Data;
using System.Data.Common;
using System.Globalization;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>
/// An import on its way: its records lie in temporary tables of one connection, which take no lock and vanish with the process; then one transaction
/// moves them over, so that an import takes place whole or not at all and keeps others from writing only for that moment. security.md F-07.
/// </summary>
internal sealed class CatalogueStage : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly StagedTable _products;
    private readonly StagedTable _records;

    private CatalogueStage(DbConnection connection)
    {
        _connection = connection;
        var rows = connection is SqliteConnection ? 8 : 200;
        _products = new StagedTable(connection, "StagedProducts", StagedColumns.OfProducts, rows);
        _records = new StagedTable(connection, "StagedRecords", StagedColumns.OfRecords, rows);
    }

    /// <summary>Makes the tables on the context's connection, which must live as long as this.</summary>
    public static async Task<CatalogueStage> OpenAsync(GuildhallDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var stage = new CatalogueStage(db.Database.GetDbConnection());
        if (stage._connection is SqliteConnection sqlite)
        {
            // Another import may be moving over: it is worth waiting for.
            sqlite.DefaultTimeout = 60;
            await stage.RunAsync(null, CatalogueSql.SqliteSettings, cancellation);
        }

        await stage.RunAsync(null, CatalogueSql.MakeTables, cancellation);
        return stage;
    }

    public async Task FillAsync(IEnumerable<PlannedRecord> records, CancellationToken cancellation)
    {
        // Deferred: SQLite locks nothing for what goes into temporary tables.
        await using var transaction = _connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await _connection.BeginTransactionAsync(cancellation);
        var (added, others) = (0, 0);
        foreach (var record in records)
        {
            if (record.Key.Kind == RecordKind.Product) await _products.AddAsync(transaction, StagedColumns.Product(record, record.IsNew ? added++ : --others), cancellation);
            else await _records.AddAsync(transaction, StagedColumns.Record(record), cancellation);
        }

        await _products.FlushAsync(transaction, cancellation);
        await _records.FlushAsync(transaction, cancellation);
        await transaction.CommitAsync(cancellation);
        Fault.Point("import.staged");
    }

    /// <summary>
    /// Moves everything over, and the catalogue's counter by one, so that every process loads what is new. Nothing is written when the counter is no
    /// longer at <paramref name="version"/>.
    /// </summary>
    public async Task<Moved> MoveAsync(long version, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellation);
        await RunAsync(transaction, CatalogueSql.MoveVersion, cancellation);
        if (await VersionAsync(transaction, cancellation) != version + 1) return Moved.Overtaken;
        foreach (var statement in CatalogueSql.Move) await RunAsync(transaction, string.Format(CultureInfo.InvariantCulture, statement, now.UtcTicks), cancellation);
        Fault.Point("import.before-commit");
        await transaction.CommitAsync(cancellation);
        Fault.Point("import.committed");
        return Moved.Done;
    }

    public async ValueTask DisposeAsync()
    {
        await _products.DisposeAsync();
        await _records.DisposeAsync();
        if (_connection.State != ConnectionState.Open) return;
        await RunAsync(null, CatalogueSql.DropTables, CancellationToken.None);
        if (_connection is SqliteConnection) await RunAsync(null, CatalogueSql.SqliteUsual, CancellationToken.None);
    }

    private async Task<long> VersionAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = ($"SELECT {CatalogueSql.Version}", transaction);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task RunAsync(DbTransaction? transaction, string sql, CancellationToken cancellation)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 0);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>What became of moving an import over.</summary>
internal enum Moved
{
    Done,

    /// <summary>Another import was faster; nothing was written.</summary>
    Overtaken,
}
