using System.Net;
using System.Net.Sockets;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.Tests.App.Cloud.Outbound;

/// <summary>security.md S-50 and S-51 with real sockets on loopback.</summary>
public sealed class GuardedHandlerTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public GuardedHandlerTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task S50_The_configured_endpoint_on_loopback_may_be_plain_http()
    {
        var serving = ServeOnceAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        var answered = Assert.IsType<OutboundAnswer.Answered>(await CallAsync(new Uri($"http://127.0.0.1:{Port}/"), OutboundSettings.For(new Uri($"http://127.0.0.1:{Port}"))));
        await serving;
        Assert.Equal("ok"u8, answered.Body.Span);
    }

    [Fact]
    public async Task S50_A_redirect_is_not_followed()
    {
        var serving = ServeOnceAsync($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{Port}/elsewhere\r\nContent-Length: 0\r\n\r\n");
        var answered = Assert.IsType<OutboundAnswer.Answered>(await CallAsync(new Uri($"http://127.0.0.1:{Port}/"), OutboundSettings.For(new Uri($"http://127.0.0.1:{Port}"))));
        await serving;
        Assert.Equal(302, answered.Status);
        Assert.False(_listener.Pending());
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("https://name:word@example.com/")]
    public async Task S50_Other_schemes_and_names_in_addresses_are_refused(string address) => await RefusedAsync(new Uri(address), new OutboundSettings());

    [Fact]
    public async Task S51_Loopback_is_refused_without_configuration_by_number_and_by_name()
    {
        await RefusedAsync(new Uri($"https://127.0.0.1:{Port}/"), new OutboundSettings());
        await RefusedAsync(new Uri($"https://[::1]:{Port}/"), new OutboundSettings());
        await RefusedAsync(new Uri($"https://rebound.example:{Port}/"), new OutboundSettings { Resolve = Answering(IPAddress.Loopback) });
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task S51_A_name_with_one_private_address_among_public_ones_is_refused() =>
        await RefusedAsync(new Uri($"https://mixed.example:{Port}/"), new OutboundSettings { Resolve = Answering(IPAddress.Parse("52.94.1.1"), IPAddress.Parse("10.0.0.1")) });

    [Fact]
    public async Task S51_The_name_is_looked_up_once_for_a_call()
    {
        var lookups = 0;
        var settings = OutboundSettings.For(new Uri($"http://aws.example:{Port}")) with
        {
            Resolve = (_, _) =>
            {
                lookups++;
                return Task.FromResult(new[] { IPAddress.Loopback });
            },
        };
        var serving = ServeOnceAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Assert.IsType<OutboundAnswer.Answered>(await CallAsync(new Uri($"http://aws.example:{Port}/"), settings));
        await serving;
        Assert.Equal(1, lookups);
    }

    [Fact]
    public async Task S50_Plain_http_stays_on_loopback_even_for_the_configured_host() =>
        await RefusedAsync(
            new Uri($"http://aws.example:{Port}/"),
            OutboundSettings.For(new Uri($"http://aws.example:{Port}")) with { Resolve = Answering(IPAddress.Parse("52.94.1.1")) });

    [Fact]
    public async Task Guildhall_never_calls_its_own_address()
    {
        var endpoint = new Uri($"http://localhost:{Port}");
        await RefusedAsync(endpoint, OutboundSettings.For(endpoint) with { IsOwnPort = port => port == Port, Resolve = Answering(IPAddress.Loopback) });
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        _listener.Stop();
        var endpoint = new Uri("http://127.0.0.1:1");
        var failed = Assert.IsType<OutboundAnswer.Failed>(await CallAsync(endpoint, OutboundSettings.For(endpoint)));
        Assert.Equal(OutboundFailure.Unreachable, failed.Failure);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_unreachable()
    {
        var serving = ServeOnceAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        var endpoint = new Uri($"http://127.0.0.1:{Port}");
        var failed = Assert.IsType<OutboundAnswer.Failed>(await CallAsync(endpoint, OutboundSettings.For(endpoint)));
        await serving;
        Assert.Equal(OutboundFailure.Unreachable, failed.Failure);
    }

    public void Dispose() => _listener.Dispose();

    private static Func<string, CancellationToken, Task<IPAddress[]>> Answering(params IPAddress[] addresses) => (_, _) => Task.FromResult(addresses);

    private static async Task<OutboundAnswer> CallAsync(Uri address, OutboundSettings settings)
    {
        using var handler = new GuardedHandler(settings);
        using var client = new OutboundClient(handler, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await client.SendAsync(request, OutboundLimits.General, TestContext.Current.CancellationToken);
    }

    private static async Task RefusedAsync(Uri address, OutboundSettings settings) =>
        Assert.Equal(OutboundFailure.Refused, Assert.IsType<OutboundAnswer.Failed>(await CallAsync(address, settings)).Failure);

    private async Task ServeOnceAsync(string answer)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var received = new byte[4096];
        _ = await stream.ReadAsync(received, TestContext.Current.CancellationToken);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
