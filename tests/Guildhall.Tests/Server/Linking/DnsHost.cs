using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Guildhall.Tests.Server.Linking;

/// <summary>A DNS server on loopback, by UDP and TCP on one port, that knows some domains. RFC 1035.</summary>
internal sealed class DnsHost : IAsyncDisposable
{
    private const int A = 1, Mx = 15, Aaaa = 28;

    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public DnsHost()
    {
        (_udp, _tcp) = Open();
        _serving = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint Address => (IPEndPoint)_udp.LocalEndPoint!;

    /// <summary>The domains that were asked for.</summary>
    public System.Collections.Concurrent.ConcurrentBag<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>A port that is free for both.</summary>
    private static (Socket Udp, Socket Tcp) Open()
    {
        while (true)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen();
                return (udp, tcp);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[512];
        while (true)
        {
            var got = await _udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stopping.Token);
            var query = buffer[..got.ReceivedBytes];
            if (NameIn(query).StartsWith("forged", StringComparison.Ordinal)) await _udp.SendToAsync(Forged(query), SocketFlags.None, got.RemoteEndPoint, _stopping.Token);
            await _udp.SendToAsync(Answer(query, byTcp: false), SocketFlags.None, got.RemoteEndPoint, _stopping.Token);
        }
    }

    private async Task ServeTcpAsync()
    {
        while (true)
        {
            using var socket = await _tcp.AcceptAsync(_stopping.Token);
            await using var stream = new NetworkStream(socket);
            var length = new byte[2];
            await stream.ReadExactlyAsync(length, _stopping.Token);
            var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(query, _stopping.Token);
            var answer = Answer(query, byTcp: true);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
            await stream.WriteAsync((byte[])[.. length, .. answer], _stopping.Token);
        }
    }

    /// <summary>What somebody answers who does not know the id of the question.</summary>
    private static byte[] Forged(byte[] query)
    {
        var other = query.ToArray();
        other[0] ^= 0x55;
        return Message(other, 0x8180, [Record(Mx, [0, 1, .. Name("evil.example")])]);
    }

    private byte[] Answer(byte[] query, bool byTcp)
    {
        var (name, type) = (NameIn(query), query[^3]);
        Asked.Add(name);
        byte[] Exchange(byte preference, string host) => Record(Mx, [0, preference, .. Label(host), 0xC0, 12]);
        return (name.ToLowerInvariant(), (int)type) switch
        {
            ("mail.example" or "acme.example" or "forged.example", Mx) => Message(query, 0x8180, [Record(5, Name("alias.example")), Exchange(20, "mx2"), Exchange(10, "mx1")]),
            ("long.example", Mx) => byTcp ? Message(query, 0x8180, [.. Enumerable.Range(1, 60).Select(i => Exchange((byte)i, $"mx{i:00}"))]) : Message(query, 0x8380, []),
            ("refuses.example", Mx) => Message(query, 0x8180, [Record(Mx, [0, 0, 0])]),
            ("website.example", A) => Message(query, 0x8180, [Record(A, [192, 0, 2, 1])]),
            ("six.example", Aaaa) => Message(query, 0x8180, [Record(Aaaa, new byte[16])]),
            ("website.example" or "six.example" or "empty.example", _) => Message(query, 0x8180, []),
            ("broken.example", _) => Message(query, 0x8182, []),
            _ => Message(query, 0x8183, []),
        };
    }

    /// <summary>The question again, and the records.</summary>
    private static byte[] Message(byte[] query, ushort flags, byte[][] records)
    {
        byte[] whole = [.. query, .. records.SelectMany(r => r)];
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(2), flags);
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(6), (ushort)records.Length);
        return whole;
    }

    /// <summary>A record of the name that was asked for.</summary>
    private static byte[] Record(byte type, byte[] data) => [0xC0, 12, 0, type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    private static byte[] Name(string name) => [.. name.Split('.').SelectMany(Label), 0];

    private static byte[] Label(string label) => [(byte)label.Length, .. Encoding.ASCII.GetBytes(label)];

    private static string NameIn(byte[] query)
    {
        var labels = new List<string>();
        for (var at = 12; query[at] > 0; at += query[at] + 1) labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        return string.Join('.', labels);
    }
}
