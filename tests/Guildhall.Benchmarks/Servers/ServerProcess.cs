using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Guildhall.Benchmarks.Servers;

/// <summary>A server in a process of its own, whose CPU time and memory the kernel counts.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const double TicksPerSecond = 100;
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Processor time used so far, in microseconds, of all threads, user and system.</summary>
    public double CpuMicroseconds
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[1].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond * 1e6;
        }
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double Megabytes => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>The product on a prepared folder.</summary>
    /// <param name="binary">The program; null for the one built beside this program.</param>
    public static ServerProcess Guildhall(PreparedFolder folder, string? binary = null) => Start(
        binary ?? Path.Combine(AppContext.BaseDirectory, "Guildhall"),
        port => ["serve", "--data", folder.Path, "--urls", $"http://127.0.0.1:{port}"],
        new() { ["GUILDHALL_MASTER_KEY"] = folder.MasterKey });

    /// <summary>The yardstick: this program as <see cref="EmptyApp"/>.</summary>
    public static ServerProcess Empty() => Start(Environment.ProcessPath!, port => [EmptyApp.Argument, $"http://127.0.0.1:{port}"], []);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ServerProcess Start(string file, Func<int, string[]> arguments, Dictionary<string, string> environment)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(file, arguments(port)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Trace.WriteLine(line.Data);
        process.OutputDataReceived += (_, line) => Trace.WriteLine(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new ServerProcess(process, port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
