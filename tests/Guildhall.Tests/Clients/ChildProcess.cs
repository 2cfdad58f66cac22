using System.Diagnostics;

namespace Guildhall.Tests.Clients;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record Ended(int ExitCode, string Output, string ErrorText);

/// <summary>A program that a test started; it does not outlive the test.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ChildProcess(Process process) =>
        (_process, _output, _error) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program in <paramref name="folder"/>; a variable without value is taken out of its environment.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Skips the test where a program is not on the PATH.</summary>
    public static void Need(params ReadOnlySpan<string> programs)
    {
        foreach (var program in programs)
            if (FindOnPath(program) is null) Assert.Skip($"There is no {program} on the PATH.");
    }

    /// <summary>Where a shell would find a program; null when nowhere.</summary>
    public static string? FindOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);

    public async Task<Ended> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ended(_process.ExitCode, await _output, await _error);
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    public async Task<Ended> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
