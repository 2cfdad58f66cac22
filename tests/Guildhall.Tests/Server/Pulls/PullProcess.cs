using System.Diagnostics;
using System.Text.Json;

namespace Guildhall.Tests.Server.Pulls;

/// <summary><c>guildhall catalog pull</c> as a process of its own, which may be killed.</summary>
/// <param name="Folder">The data folder that it pulls into.</param>
/// <param name="Source">Where it pulls from.</param>
/// <param name="KeyId">With whose key.</param>
/// <param name="Secret">Of the key.</param>
internal sealed record PullProcess(string Folder, string Source, string KeyId, string Secret)
{
    /// <summary>Settings beside those that every pull has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string> { ["GUILDHALL_MASTER_KEY"] = Convert.ToBase64String(new byte[32]) };

    /// <summary>Runs it to an end that must not be a good one: killed at a point (a value of <c>GUILDHALL_FAULT</c>).</summary>
    public async Task KilledAsync(string fault)
    {
        var (exitCode, said, _) = await RunAsync(fault);
        Assert.True(exitCode == 137, $"It was to be killed at {fault}, and ended with {exitCode}: {said}");
    }

    /// <summary>Runs it to a good end; its answer.</summary>
    public async Task<JsonElement> DoneAsync()
    {
        var (exitCode, said, answer) = await RunAsync(fault: null);
        Assert.True(exitCode == 0, said);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        return JsonElement.Parse(answer);
    }

    private async Task<(int ExitCode, string Said, string Answer)> RunAsync(string? fault)
    {
        var start = new ProcessStartInfo(GuildhallExecutable.Path, ["catalog", "pull", "--from", Source, "--key", KeyId, "--data", Folder, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        start.Environment["GUILDHALL_AWS_SECRET"] = Secret;
        if (fault is not null) start.Environment["GUILDHALL_FAULT"] = fault;
        using var pull = Process.Start(start)!;
        var (answer, said) = (pull.StandardOutput.ReadToEndAsync(), pull.StandardError.ReadToEndAsync());
        await pull.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (pull.ExitCode, await said, await answer);
    }
}
