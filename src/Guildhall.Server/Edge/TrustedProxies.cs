using Microsoft.AspNetCore.HttpOverrides;

namespace Guildhall.Server.Edge;

/// <summary>
/// Behind proxies that the operator names, a visitor's address is what they say in <c>X-Forwarded-For</c>: the nearest that is no proxy's, or the furthest that
/// can be read. Nobody else's word is taken. security.md S-11.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        if (proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}
