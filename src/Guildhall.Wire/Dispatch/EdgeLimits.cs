using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Guildhall.Wire.Dispatch;

/// <summary>The limits of the HTTP edge (S-09, S-10, S-12).</summary>
public static class EdgeLimits
{
    /// <summary>
    /// Sets Kestrel's limits: line 8 KB, 100 headers of 32 KB, headers within 15 s, bodies at 240 bytes/s after 5 s, idle 130 s,
    /// 100 streams, 2,000 connections; TLS 1.2 and 1.3 alone.
    /// </summary>
    /// <param name="options">The server's options, before its endpoints are added.</param>
    /// <param name="connectionsPerAddress">How many connections one address may have; null sets no limit (decisions 17).</param>
    public static void Apply(KestrelServerOptions options, int? connectionsPerAddress = null)
    {
        options.AddServerHeader = false;
        var limits = options.Limits;
        limits.MaxRequestLineSize = 8 * 1_024;
        limits.MaxRequestHeadersTotalSize = 32 * 1_024;
        limits.MaxRequestHeaderCount = 100;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.MaxConcurrentConnections = 2_000;
        options.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        if (connectionsPerAddress is { } most)
            LimitAddresses(options, new(most));
    }

    /// <summary>Those of the addresses that would carry plain HTTP beyond this machine: refused unless the operator allows it (S-12).</summary>
    public static IReadOnlyList<string> PlainBeyondLoopback(IEnumerable<string> urls) => [.. urls.Where(IsPlainBeyondLoopback)];

    private static bool IsPlainBeyondLoopback(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.Scheme == "http"
            && !address.IsUnixPipe
            && address.Host != "localhost"
            && !(IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static void LimitAddresses(KestrelServerOptions options, ConnectionsPerAddress perAddress) =>
        options.ConfigureEndpointDefaults(listen =>
            listen.Use(next => connection => perAddress.LimitAsync(connection, () => next(connection))));
}
