namespace Guildhall.Benchmarks.Servers;

/// <summary>Sends one request over and over, on a few kept connections.</summary>
internal static class ServerLoad
{
    private const int Connections = 4;

    /// <summary>Microseconds of the server's CPU per request.</summary>
    public static double Cpu(LoadCaller caller, TimeSpan time)
    {
        var before = caller.Server.CpuMicroseconds;
        var sent = 0L;
        var until = TimeProvider.System.GetTimestamp() + (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var threads = Enumerable.Range(0, Connections).Select(_ => new Thread(() =>
        {
            using var connection = new Connection(caller.Server.Port);
            var own = 0;
            while (TimeProvider.System.GetTimestamp() < until)
            {
                connection.Send(caller.Request);
                own++;
            }

            Interlocked.Add(ref sent, own);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return (caller.Server.CpuMicroseconds - before) / sent;
    }
}

/// <summary>A request and whom it goes to.</summary>
internal sealed record LoadCaller(string Name, ServerProcess Server, byte[] Request);
