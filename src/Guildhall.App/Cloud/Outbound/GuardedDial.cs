using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>Opens connections: the host is resolved once, every address is checked, and the checked address is the one dialled. security.md S-51.</summary>
internal sealed class GuardedDial(OutboundSettings settings)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var port = context.DnsEndPoint.Port;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await settings.Resolve(host, cancellationToken);
        var plain = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp;
        foreach (var address in addresses) Check(host, address, port, plain);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Check(string host, IPAddress address, int port, bool plain)
    {
        var loopback = settings.PlainLoopback && IPAddress.IsLoopback(address);
        if (!loopback && !settings.PrivateHosts.Contains(host) && AddressGuard.Refusal(address) is { } why)
            throw new OutboundRefusedException($"The address of {host} {why}; only a host listed in the configuration may be there.");
        if (plain && !IPAddress.IsLoopback(address))
            throw new OutboundRefusedException($"{host} is not on loopback: only https is allowed there.");
        if (settings.IsOwnPort(port) && IsThisMachine(address))
            throw new OutboundRefusedException($"{host}:{port} is Guildhall's own address.");
    }

    private static bool IsThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Any(a => a.Address.Equals(address));
}
