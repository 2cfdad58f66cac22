using System.Net;
using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Connections;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class ConnectionsPerAddressTests
{
    private readonly ConnectionsPerAddress limit = new(2);

    [Fact]
    public async Task S10_One_address_has_so_many_connections_and_gets_others_when_some_end()
    {
        var (first, second, third) = (Open("203.0.113.9"), Open("203.0.113.9"), Open("203.0.113.9"));

        Assert.Equal([true, true, false], [first.Runs, second.Runs, third.Runs]);
        Assert.True(Open("203.0.113.10").Runs);

        first.End.SetResult();
        await first.Running;
        Assert.True(Open("203.0.113.9").Runs);
    }

    [Fact]
    public void S10_Loopback_has_no_limit() => Assert.All(Enumerable.Range(0, 10), _ => Assert.True(Open("127.0.0.1").Runs));

    private (bool Runs, TaskCompletionSource End, Task Running) Open(string address)
    {
        var connection = new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 50_000) };
        var end = new TaskCompletionSource();
        var runs = false;
        var running = limit.LimitAsync(connection, () =>
        {
            runs = true;
            return end.Task;
        });
        return (runs, end, running);
    }
}
