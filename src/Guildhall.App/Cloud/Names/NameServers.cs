using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Guildhall.App.Cloud.Names;

/// <summary>
/// DNS servers of the operator's: asked by UDP, by TCP where the answer does not fit, each for two seconds, twice around. .NET asks for addresses alone.
/// What they tell is shown and decided by, and never dialled.
/// </summary>
public sealed class NameServers(ImmutableArray<IPEndPoint> servers, TimeProvider clock)
{
    private const int Rounds = 2;
    private const int Most = 3;
    private const int Port = 53;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    /// <summary>Those that this machine uses itself.</summary>
    public static ImmutableArray<IPEndPoint> OfMachine() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i.OperationalStatus == OperationalStatus.Up)
            .SelectMany(i => i.GetIPProperties().DnsAddresses)
            .Where(a => !a.IsIPv6SiteLocal)
            .Distinct()
            .Take(Most)
            .Select(a => new IPEndPoint(a, Port)),
    ];

    /// <summary>What the first of them tells that tells anything; null when none does.</summary>
    public async Task<DnsAnswer?> AskAsync(string name, DnsType type, CancellationToken cancellation)
    {
        foreach (var server in Enumerable.Repeat(servers, Rounds).SelectMany(s => s))
        {
            var question = new DnsQuestion((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), name, type);
            if (await AskAsync(server, question, cancellation) is { Tells: true } answer) return answer;
        }

        return null;
    }

    private async Task<DnsAnswer?> AskAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Each, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var answer = await ByUdpAsync(server, question, either.Token);
            return answer.Truncated ? await ByTcpAsync(server, question, either.Token) : answer;
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException or IOException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The socket hears that server alone; what is no answer to the question is passed over.</summary>
    private static async Task<DnsAnswer> ByUdpAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellation);
        await socket.SendAsync(question.ToBytes(), cancellation);
        for (var buffer = new byte[ushort.MaxValue]; ;)
        {
            var length = await socket.ReceiveAsync(buffer, cancellation);
            if (DnsReader.Read(buffer.AsSpan(0, length), question) is { } answer) return answer;
        }
    }

    /// <summary>RFC 1035 4.2.2: each message behind its length.</summary>
    private static async Task<DnsAnswer?> ByTcpAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation);
        await using var stream = new NetworkStream(socket);
        var message = question.ToBytes();
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellation);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellation);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellation);
        return DnsReader.Read(answer, question) is { Truncated: false } whole ? whole : null;
    }
}
