using System.Diagnostics;
using Guildhall.Tests.House;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI of the PATH, which reads its modules once for a run of the tests instead of once for each command: <c>aws_loaded_once.py</c>, which ends with this process.</summary>
internal static class LoadedAwsCli
{
    private static readonly Lazy<Task<string?>> Folder = new(StartAsync);

    /// <summary>Kept, because it ends when nobody holds its input.</summary>
    private static Process? _loaded;

    /// <summary>What to start for a command: the <c>aws</c> of the PATH itself where it cannot be loaded once.</summary>
    public static async Task<string> ProgramAsync() => await Folder.Value is { } folder ? Path.Combine(folder, "aws") : "aws";

    /// <summary>A PATH that leads a shell to it.</summary>
    public static async Task<string> PathAsync() => string.Join(':', await Folder.Value, Environment.GetEnvironmentVariable("PATH"));

    private static async Task<string?> StartAsync()
    {
        if (ChildProcess.FindOnPath("python3") is not { } python) return null;
        var start = new ProcessStartInfo(python, [Checkout.At("tests/Guildhall.Tests/Clients/aws_loaded_once.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _loaded = Process.Start(start)!;
        var answer = await _loaded.StandardOutput.ReadLineAsync();
        return answer is null || answer.StartsWith("missing: ", StringComparison.Ordinal) ? null : answer;
    }
}
