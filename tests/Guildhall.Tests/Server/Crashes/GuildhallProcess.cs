using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guildhall.App.Secrets;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>The real executable, serving a data folder in a process of its own.</summary>
internal sealed class GuildhallProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<string?> _answersAt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GuildhallProcess(Process process) => _process = process;

    public string Url { get; private set; } = "";

    public bool Ended => _process.HasExited;

    /// <summary>What it told people: its standard error.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts it; null when it ended before it answered. <paramref name="fault"/> is a value of <c>GUILDHALL_FAULT</c>.</summary>
    public static Task<GuildhallProcess?> StartAsync(PreparedHall hall, CrashStore store, string? fault) => StartAsync(store.Folder, hall.MasterKey, fault, store.Arguments);

    /// <summary>The same on any folder, with further arguments of <c>serve</c>.</summary>
    public static async Task<GuildhallProcess?> StartAsync(string folder, MasterKey key, string? fault, IEnumerable<string> arguments)
    {
        var start = Serve(folder, key, arguments);
        // It lives for a second: code that is compiled once more for speed never pays.
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (fault is not null) start.Environment["GUILDHALL_FAULT"] = fault;
        var guildhall = await StartAsync(start);
        if (guildhall.Url.Length > 0) return guildhall;
        Assert.True(fault is not null, $"It ended by itself: {guildhall.Said}");
        await guildhall.DisposeAsync();
        return null;
    }

    /// <summary>Starts it on a folder without faults, with further arguments of <c>serve</c>.</summary>
    public static async Task<GuildhallProcess> ServeAsync(string folder, MasterKey key, params IEnumerable<string> arguments)
    {
        var guildhall = await StartAsync(Serve(folder, key, arguments));
        Assert.True(guildhall.Url.Length > 0, $"It ended by itself: {guildhall.Said}");
        return guildhall;
    }

    private static ProcessStartInfo Serve(string folder, MasterKey key, IEnumerable<string> arguments) =>
        new(GuildhallExecutable.Path, ["serve", "--data", folder, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["GUILDHALL_MASTER_KEY"] = key.ToBase64() },
        };

    /// <summary>Waits until it answers, or has ended without an address.</summary>
    private static async Task<GuildhallProcess> StartAsync(ProcessStartInfo start)
    {
        var guildhall = new GuildhallProcess(Process.Start(start)!);
        guildhall.Listen();
        guildhall.Url = await guildhall._answersAt.Task.WaitAsync(Patience) ?? "";
        return guildhall;
    }

    /// <summary>Waits for the end of a process that has cut its connections.</summary>
    public Task UntilEndedAsync() => _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it holds what it holds and does nothing, until <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Listen()
    {
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _answersAt.TrySetResult(null);
            return;
        }

        lock (_said) _said.AppendLine(line);
        const string Words = "Guildhall answers at ";
        if (line.StartsWith(Words, StringComparison.Ordinal)) _answersAt.TrySetResult(line[Words.Length..line.IndexOf(". ", StringComparison.Ordinal)]);
    }
}
