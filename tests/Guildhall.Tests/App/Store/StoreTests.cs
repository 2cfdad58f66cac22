using Guildhall.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.Data.Sqlite;

namespace Guildhall.Tests.App.Store;

/// <summary>Tests that each have an empty database of their own: of PostgreSQL, or an SQLite file when null.</summary>
public abstract class StoreTests(PostgresDatabase? postgres) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;

    protected Database Database { get; private set; } = null!;

    /// <summary>Opens the database, without tables.</summary>
    public virtual async ValueTask InitializeAsync() =>
        Database = postgres is null ? Database.Sqlite(Path.Combine(_folder, "guildhall.db")) : Database.Postgres(await postgres.ConnectAsync());

    public virtual async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (postgres is not null) await postgres.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
