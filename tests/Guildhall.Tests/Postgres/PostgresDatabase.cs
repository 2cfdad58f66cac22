using Npgsql;

namespace Guildhall.Tests.Postgres;

/// <summary>An empty database of its own for a test class: <c>IClassFixture&lt;PostgresDatabase&gt;</c> and the trait Ring=Postgres.</summary>
public sealed class PostgresDatabase(PostgresServer server) : IAsyncDisposable
{
    private static int _count;

    private readonly string _name = $"guildhall_{Interlocked.Increment(ref _count)}";
    private string? _connection;

    /// <summary>The connection string of the database, made at the first call; skips the asking test when the machine has no PostgreSQL.</summary>
    public async Task<string> ConnectAsync()
    {
        if (_connection is null)
        {
            await RunAsync($"CREATE DATABASE {_name}");
            _connection = new NpgsqlConnectionStringBuilder(await server.ConnectAsync()) { Database = _name }.ConnectionString;
        }

        return _connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            // Pooled connections would have to be ended by force, for which PostgreSQL waits 5 s and then refuses.
            await using var pooled = new NpgsqlConnection(_connection);
            NpgsqlConnection.ClearPool(pooled);
            await RunAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var administration = NpgsqlDataSource.Create(await server.ConnectAsync() + ";Database=postgres;Pooling=false");
        await using var command = administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
