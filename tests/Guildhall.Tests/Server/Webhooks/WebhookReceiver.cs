using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>What a receiver got.</summary>
internal sealed record ReceivedEvent(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json { get; } = JsonNode.Parse(Body)!;

    public string Id => Json["id"]!.GetValue<string>();

    public string Type => Json["detail-type"]!.GetValue<string>();

    /// <summary>The name of the change set it is about.</summary>
    public string? Set => (string?)Json["detail"]!["ChangeSetName"];

    public override string ToString() => Set ?? Type;
}

/// <summary>How a receiver answers: bytes as they go over the wire, after a while; nothing at all closes the connection.</summary>
internal sealed record Reaction(string Text, TimeSpan After = default)
{
    public static Reaction Taken { get; } = new("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    public static Reaction Fails { get; } = new("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\nboom");

    public static Reaction Closes { get; } = new("");

    public static Reaction ClosesInTheMiddle { get; } = new("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

    /// <summary>The second answer belongs to nothing that was asked.</summary>
    public static Reaction AnswersTwice { get; } = new("HTTP/1.1 500 Not Yet\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    public static Reaction Redirects(string to) => new($"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
}

/// <summary>A receiver of webhooks on loopback that does what a test tells it, on plain sockets: what it does is no longer HTTP sometimes.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<ReceivedEvent> _received = new();
    private readonly ConcurrentQueue<ReceivedEvent> _taken = new();
    private readonly Func<ReceivedEvent, int, Reaction> _react;
    private readonly Task _loop;

    /// <param name="react">What is answered to an event that comes for the n-th time, from 1 on; everything is taken when null.</param>
    public WebhookReceiver(Func<ReceivedEvent, int, Reaction>? react = null)
    {
        _react = react ?? ((_, _) => Reaction.Taken);
        _listener.Start();
        _loop = ListenAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/events?of=guildhall";

    /// <summary>Everything that came, in the order in which it came.</summary>
    public IReadOnlyList<ReceivedEvent> Received => [.. _received];

    /// <summary>What was answered by <see cref="Reaction.Taken"/>, in that order.</summary>
    public IReadOnlyList<ReceivedEvent> Taken => [.. _taken];

    /// <summary>Waits until so many have been taken, and fails when they are not within 20 seconds.</summary>
    public Task TakesAsync(int count) => UntilAsync(() => Taken.Count >= count);

    public async Task UntilAsync(Func<bool> done)
    {
        for (var tries = 0; !done(); tries++)
        {
            Assert.True(tries < 1_000, $"Received: {string.Join(", ", Received)}. Taken: {string.Join(", ", Taken)}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_ended.Token);
            _ = ServeAsync(client).ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        while (await ReadAsync(stream) is { } told)
        {
            _received.Enqueue(told);
            var reaction = _react(told, _received.Count(r => r.Id == told.Id));
            if (reaction.After > TimeSpan.Zero) await Task.Delay(reaction.After, _ended.Token);
            if (reaction.Text.Length == 0) return;
            if (reaction.Text == Reaction.Taken.Text) _taken.Enqueue(told);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reaction.Text), _ended.Token);
            if (reaction == Reaction.ClosesInTheMiddle) return;
        }
    }

    private async Task<ReceivedEvent?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _ended.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        var headers = head.ToString().Split("\r\n").Skip(1).Where(line => line.Contains(':')).Select(line => line.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _ended.Token);
        return new ReceivedEvent(headers, Encoding.UTF8.GetString(body));
    }
}
