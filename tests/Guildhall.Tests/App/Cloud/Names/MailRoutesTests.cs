using System.Net;
using System.Net.Sockets;
using Guildhall.App.Cloud.Names;
using Guildhall.Tests.Server.Linking;

namespace Guildhall.Tests.App.Cloud.Names;

/// <summary>Where mail goes, asked of a DNS server on loopback.</summary>
public sealed class MailRoutesTests : IAsyncDisposable
{
    private readonly DnsHost _dns = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _dns.DisposeAsync();

    [Fact]
    public async Task P16_Hosts_come_in_the_order_of_their_preference()
    {
        var found = Assert.IsType<MailRoute.Hosts>(await RoutesOf(_dns.Address).FindAsync("MAIL.example", Cancellation));

        Assert.Equal(["mx1.mail.example", "mx2.mail.example"], found.Names.Select(n => n.ToLowerInvariant()));
    }

    [Fact]
    public async Task P16_What_does_not_fit_into_a_datagram_comes_by_TCP() =>
        Assert.Equal(60, Assert.IsType<MailRoute.Hosts>(await RoutesOf(_dns.Address).FindAsync("long.example", Cancellation)).Names.Length);

    [Fact]
    public async Task P16_A_message_with_another_id_is_no_answer() =>
        Assert.Equal("mx1.forged.example", Assert.IsType<MailRoute.Hosts>(await RoutesOf(_dns.Address).FindAsync("forged.example", Cancellation)).Names[0]);

    [Theory]
    [InlineData("nowhere.example", typeof(MailRoute.Nowhere))]
    [InlineData("refuses.example", typeof(MailRoute.Nowhere))]
    [InlineData("empty.example", typeof(MailRoute.Nowhere))]
    [InlineData("website.example", typeof(MailRoute.ItsAddress))]
    [InlineData("six.example", typeof(MailRoute.ItsAddress))]
    [InlineData("broken.example", typeof(MailRoute.Untold))]
    public async Task P16_A_domain_that_names_no_host(string domain, Type route) => Assert.IsType(route, await RoutesOf(_dns.Address).FindAsync(domain, Cancellation));

    [Fact]
    public async Task P16_A_name_that_DNS_cannot_have_is_not_asked_for()
    {
        Assert.IsType<MailRoute.Nowhere>(await RoutesOf(_dns.Address).FindAsync(new string('a', 64) + ".example", Cancellation));
        Assert.Empty(_dns.Asked);
    }

    [Fact]
    public async Task P16_Where_no_server_listens_another_one_is_asked_or_nothing_is_told()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = (IPEndPoint)closed.LocalEndPoint!;
        closed.Close();

        Assert.IsType<MailRoute.Hosts>(await RoutesOf(nobody, _dns.Address).FindAsync("mail.example", Cancellation));
        Assert.IsType<MailRoute.Untold>(await RoutesOf(nobody).FindAsync("mail.example", Cancellation));
        Assert.IsType<MailRoute.Untold>(await RoutesOf().FindAsync("mail.example", Cancellation));
    }

    private static MailRoutes RoutesOf(params IPEndPoint[] servers) => new(new NameServers([.. servers], TimeProvider.System));
}
