using Guildhall.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.Data.Sqlite;

namespace Guildhall.Tests.App.Store;

/// <summary>Tests that each have an empty database of their own: of PostgreSQL, or an SQLite file when null.</summary>
public abstract class StoreTests(PostgresDatabase? postgres) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;

    protected Database Database { get; private set; } = null!;

    /// <summary>The same database for another process, as it were.</summary>
    protected Database Untouched { get; private set; } = null!;

    /// <summary>Opens the database, without tables.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        var connection = postgres is null ? Path.Combine(_folder, "guildhall.db") : await postgres.ConnectAsync();
        (Database, Untouched) = (Open(connection), Open(connection));
    }

    public virtual async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (postgres is not null) await postgres.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Database Open(string connection) => postgres is null ? Database.Sqlite(connection) : Database.Postgres(connection);
}
