using System.Net.Sockets;
using System.Text;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>What a client cannot be trusted to send: over a raw socket.</summary>
public sealed class EdgeTests(ToyServer server)
{
    [Fact]
    public async Task S08_Both_length_and_transfer_encoding_are_refused_and_the_connection_ends()
    {
        var answer = await SendAsync("""
            POST /ListThings HTTP/1.1
            Host: 127.0.0.1
            Content-Length: 5
            Transfer-Encoding: chunked

            0

            GET /smuggled HTTP/1.1
            Host: 127.0.0.1


            """);

        Assert.Equal(400, answer.Status);
        Assert.Equal(1, answer.Count);
        Assert.Equal("close", answer.Header("Connection"));
    }

    [Theory]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length : 5\r\n\r\n12345")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: 1\r\n folded\r\n\r\n")]
    [InlineData("POST http://other.example.test/ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("POST http://127.0.0.1/ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: other\r\n\r\n")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /List\u00e9 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: \u00e9\r\n\r\n")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: \u00c3\u00a9\r\n\r\n")]
    [InlineData("POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: a\0b\r\n\r\n")]
    public async Task F65_A_request_that_could_be_read_in_two_ways_is_400(string request)
    {
        var answer = await RawHttp.SendAsync(server.Port, Encoding.Latin1.GetBytes(request + "GET /next HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("page /smuggled", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F65_Bare_line_feeds_are_one_clear_reading()
    {
        var answer = await RawHttp.SendAsync(
            server.Port, Encoding.ASCII.GetBytes("GET /page HTTP/1.1\nHost: 127.0.0.1\nConnection: close\nX-A: b\n\n"));

        Assert.True(answer.Status is 200 or 400);
        Assert.Equal(1, answer.Count);
    }

    [Fact]
    public async Task S09_A_long_line_is_414_and_long_headers_are_431()
    {
        var line = await SendAsync("GET /" + new string('a', 9_000) + " HTTP/1.1\nHost: 127.0.0.1\n\n");
        var size = await SendAsync("GET / HTTP/1.1\nHost: 127.0.0.1\nX-A: " + new string('a', 33_000) + "\n\n");
        var many = await SendAsync("GET / HTTP/1.1\nHost: 127.0.0.1\n" + string.Concat(Enumerable.Repeat("X-A: a\n", 101)) + "\n");

        Assert.Equal([414, 431, 431], [line.Status, size.Status, many.Status]);
    }

    [Fact]
    public async Task F60_A_body_over_the_limit_is_413_before_it_is_read()
    {
        var answer = await SendAsync(
            "POST /ListThings HTTP/1.1\nHost: 127.0.0.1\nAuthorization: AWS4-HMAC-SHA256 x\nContent-Length: 10485760\n\nonly this much");

        Assert.Equal(413, answer.Status);
        Assert.Equal("ValidationException", answer.Header("x-amzn-ErrorType"));
        Assert.Contains("\"__type\":\"ValidationException\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal("close", answer.Header("Connection"));
    }

    [Fact]
    public async Task F60_A_chunked_body_is_413_as_soon_as_the_limit_is_passed()
    {
        var chunk = "10000\r\n" + new string('a', 0x10000) + "\r\n";

        var answer = await RawHttp.SendAsync(server.Port, Encoding.ASCII.GetBytes(
            "POST /ListThings HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + string.Concat(Enumerable.Repeat(chunk, 160))));

        Assert.Equal(413, answer.Status);
        Assert.Equal("close", answer.Header("Connection"));
    }

    [Theory, InlineData(1_048_576, 200), InlineData(1_048_577, 413)]
    public async Task F60_The_limit_is_one_mebibyte_exactly(int length, int status)
    {
        using var client = server.Client();
        var body = "{\"a\":\"" + new string('x', length - 8) + "\"}";

        using var answer = await client.PostAsync("/ListThings", new StringContent(body), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task F66_A_connection_dropped_at_any_byte_leaves_no_warning_behind()
    {
        var request = Encoding.ASCII.GetBytes(Signed("/ListThings", "{\"Name\":\"" + new string('x', 200) + "\"}"));
        for (var length = 1; length < request.Length; length += 7)
            await DropAsync(request.AsMemory(0, length));

        Assert.Empty(Unexpected);
        Assert.Equal(200, (await RawHttp.SendAsync(server.Port, request)).Status);
    }

    [Fact]
    public async Task F66_A_caller_who_hangs_up_while_an_operation_runs_is_no_error()
    {
        using (var socket = new TcpClient("127.0.0.1", server.Port))
        {
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Signed("/WaitForThing", "{}")), TestContext.Current.CancellationToken);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        while (!server.Log.Events.Any(one => one.Text.Contains("the caller hung up", StringComparison.Ordinal)))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Empty(Unexpected);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", true)]
    [InlineData("http://guildhall.example.test", true)]
    [InlineData("http://*:80", true)]
    [InlineData("https://0.0.0.0:8443", false)]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://[::1]:8080", false)]
    [InlineData("http://localhost:8080", false)]
    public void S12_Plain_HTTP_beyond_loopback_is_found(string url, bool found) =>
        Assert.Equal(found, EdgeLimits.PlainBeyondLoopback([url]).Count > 0);

    [Fact]
    public void S10_The_limits_are_those_of_the_specification()
    {
        var kestrel = new KestrelServerOptions();

        EdgeLimits.Apply(kestrel);

        Assert.Equal(TimeSpan.FromSeconds(15), kestrel.Limits.RequestHeadersTimeout);
        Assert.Equal(240, kestrel.Limits.MinRequestBodyDataRate!.BytesPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(5), kestrel.Limits.MinRequestBodyDataRate.GracePeriod);
        Assert.Equal(TimeSpan.FromSeconds(130), kestrel.Limits.KeepAliveTimeout);
        Assert.Equal(100, kestrel.Limits.Http2.MaxStreamsPerConnection);
        Assert.Equal(2_000, kestrel.Limits.MaxConcurrentConnections);
    }

    // Another class breaks operations on purpose, at the same time.
    private IEnumerable<string> Unexpected => server.Log.Failures.Where(text => !text.Contains("inner words of a bug", StringComparison.Ordinal));

    private Task<RawAnswer> SendAsync(string request) => RawHttp.SendAsync(server.Port, request);

    private async Task DropAsync(ReadOnlyMemory<byte> bytes)
    {
        using var socket = new TcpClient("127.0.0.1", server.Port) { LingerState = new(true, 0) };
        await socket.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
    }

    private static string Signed(string path, string body)
    {
        var now = TimeProvider.System.GetUtcNow();
        IHeaderDictionary headers = new HeaderDictionary { ["Host"] = "127.0.0.1", ["X-Amz-Date"] = now.ToString("yyyyMMdd'T'HHmmss'Z'") };
        headers.Authorization = RequestSigner.Authorize(
            new("POST", path, headers), Encoding.ASCII.GetBytes(body), new(ToyServer.KeyId, ToyServer.Secret), "us-east-1", "aws-marketplace", now);
        return "POST " + path + " HTTP/1.1\r\n"
            + string.Concat(headers.Select(header => header.Key + ": " + header.Value + "\r\n"))
            + "Content-Length: " + body.Length + "\r\nConnection: close\r\n\r\n" + body;
    }
}
