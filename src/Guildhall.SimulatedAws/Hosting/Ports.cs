using System.Net;
using System.Net.Sockets;

namespace Guildhall.SimulatedAws.Hosting;

/// <summary>Looks whether an address can be listened on, before anything is written.</summary>
public static class Ports
{
    /// <summary>Whether a server could listen at the address now. A name other than localhost counts as every address of the machine.</summary>
    public static bool IsFree(Uri url)
    {
        using var listener = new TcpListener(AddressOf(url), url.Port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPAddress AddressOf(Uri url) =>
        IPAddress.TryParse(url.IdnHost, out var address) ? address
        : url.IsLoopback ? IPAddress.Loopback
        : IPAddress.Any;
}
