using System.Net.Sockets;
using System.Text;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>Sends bytes and reads what comes back until the server closes: no client in between that would tidy up.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request with CRLF line ends written as line breaks.</summary>
    public static Task<RawAnswer> SendAsync(int port, string text) => SendAsync(port, Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));

    public static async Task<RawAnswer> SendAsync(int port, ReadOnlyMemory<byte> bytes)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, cancellation);
        var sending = SendAllAsync(socket, bytes, cancellation);
        var answer = RawAnswer.Parse(await ReadToEndAsync(socket, cancellation));
        await sending;
        return answer;
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
        catch (SocketException)
        {
            // The server refused and closed before all was sent.
        }
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket, CancellationToken cancellation)
    {
        var received = new MemoryStream();
        var buffer = new byte[8_192];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellation) is > 0 and var count)
                received.Write(buffer, 0, count);
        }
        catch (SocketException)
        {
            // A reset after the answer: what came before it counts.
        }

        return received.ToArray();
    }
}

/// <summary>One or more answers as they came; <see cref="Count"/> tells whether the server saw one request or two.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body, int Count)
{
    public static RawAnswer Parse(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("HTTP/1.1 ", text, StringComparison.Ordinal);
        var parts = text.Split("\r\n\r\n", 2);
        return new(int.Parse(text.AsSpan(9, 3)), parts[0], parts[1], text.Split("HTTP/1.1 ").Length - 1);
    }

    public string? Header(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
