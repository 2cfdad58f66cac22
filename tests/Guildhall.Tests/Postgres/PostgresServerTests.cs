using Npgsql;

namespace Guildhall.Tests.Postgres;

[Trait("Ring", "Postgres")]
public sealed class PostgresServerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_test_class_gets_an_empty_database_of_a_real_server()
    {
        await using var source = NpgsqlDataSource.Create(await database.ConnectAsync());
        await using var command = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");

        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
