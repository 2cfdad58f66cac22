using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Guildhall.Wire.Dispatch;

/// <summary>The limits of the HTTP edge (S-09, S-10, S-12).</summary>
public static class EdgeLimits
{
    /// <summary>Sets Kestrel's limits: line 8 KB, 100 headers of 32 KB, header 15 s, body 240 bytes/s, idle 130 s, 2,000 connections.</summary>
    public static void Apply(KestrelServerOptions options)
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
        options.ConfigureHttpsDefaults(https =>
            https.SslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13);
    }
}
