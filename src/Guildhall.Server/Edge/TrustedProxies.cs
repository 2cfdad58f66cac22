using System.Net;

namespace Guildhall.Server.Edge;

/// <summary>
/// Behind proxies that the operator names, a visitor's address is what they say in <c>X-Forwarded-For</c>; nobody else's word is taken. security.md S-11.
/// </summary>
internal static class TrustedProxies
{
    private const string Header = "X-Forwarded-For";

    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<IPNetwork> proxies)
    {
        if (proxies.Count == 0) return;
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = VisitorOf(context.Connection.RemoteIpAddress, context.Request.Headers[Header].ToString(), proxies);
            return next(context);
        });
    }

    /// <summary>The nearest address that is no proxy's, or the furthest that can be read: what stands before it anybody may have written.</summary>
    /// <param name="from">Who is at the other end of the connection.</param>
    /// <param name="forwarded">The addresses that were passed on, the nearest last.</param>
    internal static IPAddress? VisitorOf(IPAddress? from, string forwarded, IReadOnlyList<IPNetwork> proxies)
    {
        foreach (var hop in forwarded.Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            if (from is null || !proxies.Any(proxy => proxy.Contains(Plain(from))) || !IPEndPoint.TryParse(hop, out var named)) break;
            from = named.Address;
        }

        return from;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
