using System.Net.Sockets;

namespace Guildhall.Benchmarks.Servers;

/// <summary>Waiting for a server's first good answer.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Wait(ServerProcess server, byte[] request)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ; Thread.Sleep(Pause))
        {
            try
            {
                using var connection = new Connection(server.Port);
                connection.Send(request);
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(start) < Limit)
            {
                // Not listening yet.
            }
        }
    }
}
