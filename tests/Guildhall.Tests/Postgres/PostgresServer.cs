using System.Diagnostics;
using Guildhall.App.Store;
using Guildhall.Tests.House;
using Guildhall.Tests.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Guildhall.Tests.Postgres;

/// <summary>
/// One real PostgreSQL server for a run of the tests, started when the first test asks for it, by <c>serve.sh</c>, which
/// also ends it when this process ends, however that happens.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _answer;
    private readonly Lazy<Task<string>> _template;
    private Process? _script;

    public PostgresServer() => (_answer, _template) = (new(StartAsync), new(MakeTemplateAsync));

    /// <summary>The connection string of the server, without a database; skips the asking test when the machine has no PostgreSQL.</summary>
    public async Task<string> ConnectAsync()
    {
        var answer = await _answer.Value;
        Assert.SkipWhen(answer.StartsWith("missing: ", StringComparison.Ordinal), answer);
        return answer;
    }

    /// <summary>Makes a database, empty or a copy of another, and gives its connection string.</summary>
    public async Task<string> CreateAsync(string name, string? template = null)
    {
        await RunAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(await ConnectAsync()) { Database = name }.ConnectionString;
    }

    /// <summary>The name of a database with Guildhall's schema, which nobody uses but to copy it.</summary>
    public Task<string> TemplateAsync() => _template.Value;

    /// <summary>Runs a statement of the server's administration.</summary>
    public async Task RunAsync(string sql)
    {
        await using var administration = NpgsqlDataSource.Create(await ConnectAsync() + ";Database=postgres;Pooling=false");
        await using var command = administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes the server down as a crash would. Only for a server that a test has for itself.</summary>
    public Task CrashAsync() => TellAsync("stop");

    /// <summary>Brings it up again, at the same address.</summary>
    public Task StartAgainAsync() => TellAsync("start");

    public async ValueTask DisposeAsync()
    {
        if (_script is { } script)
        {
            script.StandardInput.Close();
            await script.WaitForExitAsync();
            script.Dispose();
        }
    }

    private async Task<string> MakeTemplateAsync()
    {
        const string Name = "guildhall_template";
        await Database.Postgres(await CreateAsync(Name) + ";Pooling=false").MigrateAsync(CancellationToken.None);
        return Name;
    }

    private async Task TellAsync(string command)
    {
        await _script!.StandardInput.WriteLineAsync(command);
        Assert.Equal(command, await _script.StandardOutput.ReadLineAsync());
    }

    private async Task<string> StartAsync()
    {
        _script = Process.Start(new ProcessStartInfo(Checkout.At("tests/Guildhall.Tests/Postgres/serve.sh"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var complaints = _script.StandardError.ReadToEndAsync();
        return await _script.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"PostgreSQL did not start: {await complaints}");
    }
}
