using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Guildhall.Wire.Dispatch;

/// <summary>At most so many open connections from one address; loopback has no limit (S-10).</summary>
public sealed class ConnectionsPerAddress(int most)
{
    private readonly ConcurrentDictionary<IPAddress, int> open = new();

    /// <summary>Runs the connection, or ends it at once when its address has too many.</summary>
    public async Task LimitAsync(ConnectionContext connection, Func<Task> next)
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address || IPAddress.IsLoopback(address))
        {
            await next();
            return;
        }

        var taken = open.AddOrUpdate(address, 1, (_, count) => count + 1);
        try
        {
            if (taken <= most)
                await next();
            else
                connection.Abort();
        }
        finally
        {
            open.AddOrUpdate(address, 0, (_, count) => count - 1);
            open.TryRemove(new(address, 0));
        }
    }
}
