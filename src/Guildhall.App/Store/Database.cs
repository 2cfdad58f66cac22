using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guildhall.App.Store;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Opens contexts on the configured database. Thread-safe; contexts are not.</summary>
public sealed class Database
{
    private readonly Func<GuildhallDb> _open;

    private Database(DatabaseKind kind, Func<GuildhallDb> open) => (Kind, _open) = (kind, open);

    public DatabaseKind Kind { get; }

    /// <summary>SQLite in the given file: WAL, <c>synchronous=FULL</c> (no acknowledged write is lost), foreign keys. security.md 6.1.</summary>
    public static Database Sqlite(string file)
    {
        var options = new DbContextOptionsBuilder<SqliteGuildhallDb>()
            .UseSqlite($"Data Source={file};Foreign Keys=True;Default Timeout=5")
            .AddInterceptors(new SqlitePragmas())
            .EnableServiceProviderCaching()
            .Options;
        return new Database(DatabaseKind.Sqlite, () => new SqliteGuildhallDb(options));
    }

    /// <summary>PostgreSQL by an Npgsql connection string.</summary>
    public static Database Postgres(string connection)
    {
        var options = new DbContextOptionsBuilder<PostgresGuildhallDb>().UseNpgsql(connection).Options;
        return new Database(DatabaseKind.Postgres, () => new PostgresGuildhallDb(options));
    }

    public GuildhallDb Open() => _open();

    /// <summary>A read transaction: everything read through the context until it is disposed is of one moment. Takes no write lock.</summary>
    public static IDisposable BeginRead(GuildhallDb db)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection sqlite) return db.Database.BeginTransaction(IsolationLevel.RepeatableRead);
        db.Database.OpenConnection();
        return new DeferredRead(db, sqlite.BeginTransaction(deferred: true));
    }

    /// <summary>Brings the schema up to this version; does nothing when it is.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = Open();
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>A transaction of SQLite's own making: the context uses it, but does not end it.</summary>
    private sealed class DeferredRead : IDisposable
    {
        private readonly GuildhallDb _db;
        private readonly SqliteTransaction _transaction;

        public DeferredRead(GuildhallDb db, SqliteTransaction transaction)
        {
            (_db, _transaction) = (db, transaction);
            db.Database.UseTransaction(transaction);
        }

        public void Dispose()
        {
            _db.Database.UseTransaction(null);
            _transaction.Dispose();
        }
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
            command.ExecuteNonQuery();
        }
    }
}
