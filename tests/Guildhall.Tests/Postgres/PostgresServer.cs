using System.Diagnostics;
using Guildhall.Tests.House;
using Guildhall.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Guildhall.Tests.Postgres;

/// <summary>
/// One real PostgreSQL server for a run of the tests, started when the first test asks for it, by <c>serve.sh</c>, which
/// also ends it when this process ends, however that happens.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _answer;
    private Process? _script;

    public PostgresServer() => _answer = new(StartAsync);

    /// <summary>The connection string of the server, without a database; skips the asking test when the machine has no PostgreSQL.</summary>
    public async Task<string> ConnectAsync()
    {
        var answer = await _answer.Value;
        Assert.SkipWhen(answer.StartsWith("missing: ", StringComparison.Ordinal), answer);
        return answer;
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
