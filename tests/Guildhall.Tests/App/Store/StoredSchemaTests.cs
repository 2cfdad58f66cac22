using Guildhall.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Store;

/// <summary>Whether there is something to migrate, asked without EF Core and the same on both databases.</summary>
public abstract class StoredSchemaTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task A_schema_is_current_once_everything_was_migrated_and_not_before()
    {
        Assert.False(StoredSchema.IsCurrent(Database));
        await Database.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.True(StoredSchema.IsCurrent(Database));
        await using var db = Database.Open();
        await db.Database.ExecuteSqlRawAsync("""UPDATE "__EFMigrationsHistory" SET "MigrationId" = 'another' """, TestContext.Current.CancellationToken);
        Assert.False(StoredSchema.IsCurrent(Database));
    }
}

public sealed class StoredSchemaOnSqliteTests() : StoredSchemaTests(null);

[Trait("Ring", "Postgres")]
public sealed class StoredSchemaOnPostgresTests(PostgresServer server) : StoredSchemaTests(new PostgresDatabase(server));
