using System.Net;

namespace Guildhall.Server.Edge;

/// <summary>Whether a request comes from the machine that the server runs on.</summary>
internal static class ThisMachine
{
    private static readonly string[] OfProxies = ["Forwarded", "Via", "X-Real-IP"];

    /// <summary>What proxies write, and what the framework calls it once it has believed it.</summary>
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-"];

    /// <summary>
    /// A call that a proxy on this machine passed on is not from this machine. Not every proxy says that it is one: with a public address nothing is known to come
    /// from here.
    /// </summary>
    public static bool Sent(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && context.Features.Get<PublicName>() is null && !context.Request.Headers.Keys.Any(IsOfProxy);

    /// <summary>As <see cref="Sent"/>, and addressed to it by a name of loopback: a foreign name that leads here is somebody else's page (DNS rebinding).</summary>
    public static bool Means(HttpContext context) =>
        Sent(context) && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));

    private static bool IsOfProxy(string header) => OfProxies.Contains(header, StringComparer.OrdinalIgnoreCase) || Prefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
