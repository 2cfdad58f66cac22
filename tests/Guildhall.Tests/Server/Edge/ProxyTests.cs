using System.Net;
using Guildhall.Server.Edge;

namespace Guildhall.Tests.Server.Edge;

public sealed class ProxyTests
{
    private static readonly IPNetwork[] Proxies = [IPNetwork.Parse("10.0.0.0/24"), IPNetwork.Parse("192.0.2.1/32")];

    [Theory]
    [InlineData("10.0.0.5", "203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:10.0.0.5", "203.0.113.9:4711", "203.0.113.9")]
    [InlineData("10.0.0.5", "198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.5", "198.51.100.1, 203.0.113.9, 192.0.2.1", "203.0.113.9")]
    [InlineData("10.0.0.5", "[2001:db8::7]:80", "2001:db8::7")]
    [InlineData("10.0.0.5", "", "10.0.0.5")]
    [InlineData("10.0.0.5", "203.0.113.9, unknown", "10.0.0.5")]
    [InlineData("10.0.1.5", "203.0.113.9", "10.0.1.5")]
    public async Task S11_A_visitors_address_is_what_the_nearest_trusted_proxies_say_and_nobody_elses_word(string from, string forwarded, string visitor)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (forwarded.Length > 0) context.Request.Headers["X-Forwarded-For"] = forwarded;
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseTrustedProxies(Proxies);

        await app.Build()(context);

        Assert.Equal(IPAddress.Parse(visitor), context.Connection.RemoteIpAddress);
    }

    [Fact]
    public async Task S36_What_a_trusted_proxy_on_this_machine_passed_on_is_not_from_this_machine_even_when_it_names_it()
    {
        await using var server = await SmallServer.StartAsync(app =>
        {
            app.UseTrustedProxies([IPNetwork.Parse("127.0.0.0/8")]);
            app.Run(context => context.Response.WriteAsync(ThisMachine.Means(context).ToString()));
        });
        server.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");

        Assert.Equal("False", await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("x-real-ip")]
    [InlineData("Via")]
    [InlineData("Forwarded")]
    public async Task S36_What_a_proxy_on_this_machine_passed_on_is_not_from_this_machine(string header)
    {
        await using var server = await SayingAsync(publicUrl: null);
        var plain = await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken);
        server.Client.DefaultRequestHeaders.Add(header, "1.1 proxy");

        Assert.Equal("True", plain);
        Assert.Equal("False", await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S36_With_a_public_address_nothing_is_known_to_be_from_this_machine()
    {
        await using var server = await SayingAsync(new Uri("https://guildhall.example.com"));

        Assert.Equal("False", await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    private static Task<SmallServer> SayingAsync(Uri? publicUrl) => SmallServer.StartAsync(app =>
    {
        app.UsePublicUrl(publicUrl);
        app.Run(context => context.Response.WriteAsync(ThisMachine.Means(context).ToString()));
    });
}
