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

    /// <summary>Sends each request once, by so many clients with a kept connection each; how long that takes.</summary>
    /// <param name="port">Of the server.</param>
    /// <param name="clients">How many.</param>
    /// <param name="requests">Those of a place go to the client of that place, over and over.</param>
    /// <param name="answered">Given the place and the body of each answer, from any thread.</param>
    public static double Seconds(int port, int clients, IReadOnlyList<byte[]> requests, Answered? answered = null)
    {
        var threads = Enumerable.Range(0, clients).Select(client => new Thread(() =>
        {
            using var connection = new Connection(port);
            for (var i = client; i < requests.Count; i += clients)
            {
                var answer = connection.Send(requests[i]);
                answered?.Invoke(i, answer);
            }
        })).ToList();
        var start = TimeProvider.System.GetTimestamp();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}

/// <summary>What is done with an answer's body.</summary>
internal delegate void Answered(int place, ReadOnlySpan<byte> body);

/// <summary>A request and whom it goes to.</summary>
internal sealed record LoadCaller(string Name, ServerProcess Server, byte[] Request);
