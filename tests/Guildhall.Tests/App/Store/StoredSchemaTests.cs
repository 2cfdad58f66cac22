using Guildhall.App;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.App.Store;

/// <summary>Whether there is something to migrate, asked without EF Core and the same on both databases.</summary>
public abstract class StoredSchemaTests(PostgresDatabase? postgres) : StoreTests(postgres)
{
    [Fact]
    public void The_list_of_migrations_is_that_of_the_migrations_there_are()
    {
        using var db = Database.Open();
        Assert.Equal(db.Database.GetMigrations(), StoredSchema.MigrationsOf(Database.Kind));
    }

    [Fact]
    public async Task A_start_with_nothing_to_write_does_not_make_the_model_of_EF_Core()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (key, other) = (MasterKey.Make(), MasterKey.Make());
        Assert.False(Untouched.HasContexts);
        await Database.MigrateAsync(cancellation);
        Assert.Same(key, MasterKeyFit.Fit(Untouched, key).Value);
        Assert.Same(key, MasterKeyFit.Fit(Untouched, key).Value);
        Assert.Equal("MASTER_KEY_DIFFERS", MasterKeyFit.Fit(Untouched, other).Problems[0].Code);
        Assert.True(StoredSchema.IsCurrent(Untouched));
        await using (var guildhall = await Installation.OpenAsync(new InstallationOptions(Untouched, key), NullLoggerFactory.Instance, cancellation))
        {
            guildhall.Start();
            Assert.False(await guildhall.People.AnyAsync(cancellation));
        }

        Assert.False(Untouched.HasContexts);
        Assert.True(Database.HasContexts);
    }

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
