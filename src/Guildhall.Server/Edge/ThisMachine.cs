using System.Net;

namespace Guildhall.Server.Edge;

/// <summary>Whether a request comes from the machine that the server runs on.</summary>
internal static class ThisMachine
{
    /// <summary>A call that a proxy on this machine passed on is not from this machine.</summary>
    public static bool Sent(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>As <see cref="Sent"/>, and addressed to it by a name of loopback: a foreign name that leads here is somebody else's page (DNS rebinding).</summary>
    public static bool Means(HttpContext context) =>
        Sent(context) && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}
