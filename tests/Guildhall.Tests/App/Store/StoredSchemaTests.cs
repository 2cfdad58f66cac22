using Guildhall.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Store;

/// <summary>Whether there is something to migrate, asked without EF Core and the same on both databases.</summary>
public abstract class StoredSchemaTests
{
    protected abstract Task<Database> OpenAsync();

    [Fact]
    public async Task A_schema_is_current_once_everything_was_migrated_and_not_before()
    {
        var database = await OpenAsync();
        Assert.False(StoredSchema.IsCurrent(database));
        await database.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.True(StoredSchema.IsCurrent(database));
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "__EFMigrationsHistory" SET "MigrationId" = 'another' """, TestContext.Current.CancellationToken);
        Assert.False(StoredSchema.IsCurrent(database));
    }
}

public sealed class SqliteStoredSchemaTests : StoredSchemaTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-").FullName;

    protected override Task<Database> OpenAsync() => Task.FromResult(Database.Sqlite(Path.Combine(_folder, "guildhall.db")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

[Trait("Ring", "Postgres")]
public sealed class PostgresStoredSchemaTests(PostgresDatabase postgres) : StoredSchemaTests, IClassFixture<PostgresDatabase>
{
    protected override async Task<Database> OpenAsync() => Database.Postgres(await postgres.ConnectAsync());
}
