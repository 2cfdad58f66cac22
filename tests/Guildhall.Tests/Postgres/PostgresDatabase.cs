using Npgsql;

namespace Guildhall.Tests.Postgres;

/// <summary>A database of its own for a test class or a test, on the server that the run shares; the class has the trait Ring=Postgres.</summary>
public sealed class PostgresDatabase(PostgresServer server) : IAsyncDisposable
{
    private static int _count;

    private readonly string _name = $"guildhall_{Interlocked.Increment(ref _count)}";
    private string? _connection;

    /// <summary>Where it is.</summary>
    public PostgresServer Server => server;

    /// <summary>The connection string of the empty database, made at the first call; skips the asking test when the machine has no PostgreSQL.</summary>
    public async Task<string> ConnectAsync() => _connection ??= await server.CreateAsync(_name);

    /// <summary>The same with Guildhall's schema in it, which the server copies in a fraction of the time of a migration.</summary>
    public async Task<string> ConnectMigratedAsync() => await ConnectAsync(await server.TemplateAsync());

    /// <summary>The same with a copy of another database of the server, which nobody uses.</summary>
    public async Task<string> ConnectAsync(string template) => _connection ??= await server.CreateAsync(_name, template);

    /// <summary>A further database of the same server.</summary>
    public PostgresDatabase Another() => new(server);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            // Pooled connections would have to be ended by force, for which PostgreSQL waits 5 s and then refuses.
            await using var pooled = new NpgsqlConnection(_connection);
            NpgsqlConnection.ClearPool(pooled);
            await server.RunAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
    }
}
