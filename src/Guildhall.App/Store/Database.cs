using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Guildhall.App.Store;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Opens contexts and plain connections on the configured database. Thread-safe; what it opens is not.</summary>
public sealed class Database
{
    private readonly Lazy<Func<GuildhallDb>> _contexts;
    private readonly Func<DbConnection> _connect;

    /// <param name="contexts">Asked at the first context: a start that needs none does not load EF Core.</param>
    private Database(DatabaseKind kind, Func<DbConnection> connect, Func<Func<GuildhallDb>> contexts) =>
        (Kind, _connect, _contexts) = (kind, connect, new Lazy<Func<GuildhallDb>>(contexts));

    public DatabaseKind Kind { get; }

    /// <summary>SQLite in the given file: WAL, <c>synchronous=FULL</c> (no acknowledged write is lost), foreign keys. security.md 6.1.</summary>
    public static Database Sqlite(string file)
    {
        var text = $"Data Source={file};Foreign Keys=True;Default Timeout=5";
        return new Database(DatabaseKind.Sqlite, () => new SqliteConnection(text), () => SqliteContexts(text));
    }

    /// <summary>PostgreSQL by an Npgsql connection string.</summary>
    public static Database Postgres(string connection) =>
        new(DatabaseKind.Postgres, () => new NpgsqlConnection(connection), () => PostgresContexts(connection));

    /// <summary>Whether a context was opened yet, which loads EF Core and makes its model.</summary>
    internal bool HasContexts => _contexts.IsValueCreated;

    public GuildhallDb Open() => _contexts.Value();

    /// <summary>A context that works on an open connection, inside its transaction; both stay the caller's.</summary>
    internal GuildhallDb OpenIn(DbConnection connection, DbTransaction transaction)
    {
        var db = Open();
        db.Database.SetDbConnection(connection);
        db.Database.UseTransaction(transaction);
        return db;
    }

    /// <summary>An open connection for plain SQL, without EF Core.</summary>
    public DbConnection Connect()
    {
        var connection = _connect();
        connection.Open();
        if (Kind == DatabaseKind.Sqlite) SqlitePragmas.Set(connection);
        return connection;
    }

    /// <summary>Brings the schema up to this version; does nothing when it is.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = Open();
        await db.Database.MigrateAsync(cancellation);
    }

    private static Func<GuildhallDb> SqliteContexts(string connection)
    {
        var options = new DbContextOptionsBuilder<SqliteGuildhallDb>()
            // A list of any length is one parameter: SQLite takes no more than 32,766 of them.
            .UseSqlite(connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas())
            .EnableServiceProviderCaching()
            .Options;
        return () => new SqliteGuildhallDb(options);
    }

    private static Func<GuildhallDb> PostgresContexts(string connection)
    {
        var options = new DbContextOptionsBuilder<PostgresGuildhallDb>().UseNpgsql(connection).Options;
        return () => new PostgresGuildhallDb(options);
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        public static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
            command.ExecuteNonQuery();
        }
    }
}
