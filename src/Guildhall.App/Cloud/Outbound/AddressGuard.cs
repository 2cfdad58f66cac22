using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>Which addresses a call may never go to unless the operator listed the host. security.md S-51.</summary>
public static class AddressGuard
{
    private static readonly ImmutableArray<(IPNetwork Range, string Why)> Refused =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "is not an address of a host"),
        (IPNetwork.Parse("10.0.0.0/8"), "is private"),
        (IPNetwork.Parse("100.64.0.0/10"), "is shared by a provider"),
        (IPNetwork.Parse("127.0.0.0/8"), "is loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "is link-local"),
        (IPNetwork.Parse("172.16.0.0/12"), "is private"),
        (IPNetwork.Parse("192.0.0.0/24"), "is reserved"),
        (IPNetwork.Parse("192.0.2.0/24"), "is for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "is a relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "is private"),
        (IPNetwork.Parse("198.18.0.0/15"), "is for measurements"),
        (IPNetwork.Parse("198.51.100.0/24"), "is for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "is for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "is multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "is reserved"),
    ];

    /// <summary>The part of IPv6 that is given out to hosts; everything else (loopback, mapped, unique local, link-local, multicast) is refused.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly ImmutableArray<(IPNetwork Range, string Why)> RefusedOfGlobal =
    [
        (IPNetwork.Parse("2001::/23"), "is reserved for protocols"),
        (IPNetwork.Parse("2001:db8::/32"), "is for documentation"),
        (IPNetwork.Parse("2002::/16"), "carries an IPv4 address"),
        (IPNetwork.Parse("3fff::/20"), "is for documentation"),
    ];

    /// <summary>Why the address is refused, as the end of a sentence; null when it may be dialled.</summary>
    public static string? Refusal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return "carries an IPv4 address";
        if (address.AddressFamily == AddressFamily.InterNetwork) return Match(Refused, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return "is of an unknown kind";
        if (Translated.Contains(address)) return Match(Refused, new IPAddress(address.GetAddressBytes()[12..]));
        return GlobalUnicast.Contains(address) ? Match(RefusedOfGlobal, address) : "is not a public address";
    }

    private static string? Match(ImmutableArray<(IPNetwork Range, string Why)> ranges, IPAddress address)
    {
        foreach (var (range, why) in ranges)
        {
            if (range.Contains(address)) return why;
        }

        return null;
    }
}
