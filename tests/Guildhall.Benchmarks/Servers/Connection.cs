using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Guildhall.Benchmarks.Servers;

/// <summary>One kept connection that sends prepared bytes and reads the answer whole. Blocking, and no more of HTTP than the servers here use.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[65_536];

    public Connection(int port) => _socket.Connect("127.0.0.1", port);

    /// <summary>The answer's body; throws unless the status is 200.</summary>
    public ReadOnlySpan<byte> Send(byte[] request)
    {
        _socket.Send(request);
        int filled = 0, head;
        do
        {
            filled += Receive(filled);
            head = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }
        while (head < 0);
        head += 4;
        if (!_buffer.AsSpan(0, filled).StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(_buffer, 0, filled));
        var header = _buffer.AsSpan(0, head);
        return Find(header, "\r\nContent-Length: "u8) is { } length ? Body(head, filled, length) : Chunked(head, filled);
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> Body(int head, int filled, int length)
    {
        while (filled < head + length) filled += Receive(filled);
        return _buffer.AsSpan(head, length);
    }

    /// <summary>The chunks as they came: good enough to know that the answer is whole.</summary>
    private ReadOnlySpan<byte> Chunked(int head, int filled)
    {
        while (!_buffer.AsSpan(head, filled - head).EndsWith("0\r\n\r\n"u8)) filled += Receive(filled);
        return _buffer.AsSpan(head, filled - head);
    }

    private static int? Find(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        var place = header.IndexOf(name);
        return place < 0 || !Utf8Parser.TryParse(header[(place + name.Length)..], out int value, out _) ? null : value;
    }

    private int Receive(int filled)
    {
        if (filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = _socket.Receive(_buffer, filled, _buffer.Length - filled, SocketFlags.None);
        return received > 0 ? received : throw new InvalidOperationException("The server closed the connection.");
    }
}
