using System.Net;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>What the operator's configuration allows beyond https to public addresses. Nothing here ever comes from a page or a request (S-51, S-52).</summary>
public sealed record OutboundSettings
{
    /// <summary>Hosts, spelled exactly, that may resolve to private or loopback addresses: a configured endpoint, a private link.</summary>
    public IReadOnlySet<string> PrivateHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one endpoint that may be plain http, and only on loopback: the simulated AWS (S-50).</summary>
    public Uri? PlainEndpoint { get; init; }

    /// <summary>Whether plain http to loopback is allowed on any port: for the demo, whose logos come from the same machine (private-marketplace.md 3.3).</summary>
    public bool PlainLoopback { get; init; }

    /// <summary>Whether plain http is taken to those <see cref="PrivateHosts"/> that are on loopback.</summary>
    public bool PlainPrivateLoopback { get; init; }

    /// <summary>Whether this process itself listens on the port: Guildhall never calls itself (decisions.md 27).</summary>
    public Func<int, bool> IsOwnPort { get; init; } = _ => false;

    /// <summary>How a host's addresses are found.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the address may be called by plain http.</summary>
    internal bool TakesPlain(Uri target) =>
        SameOrigin(target, PlainEndpoint) || (target.IsLoopback && (PlainLoopback || (PlainPrivateLoopback && PrivateHosts.Contains(target.IdnHost))));

    /// <summary>The settings for a configured endpoint: its host may be private and, on loopback, plain http.</summary>
    public static OutboundSettings For(Uri? endpoint) => endpoint is null ? new OutboundSettings() : new OutboundSettings
    {
        PrivateHosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { endpoint.IdnHost },
        PlainEndpoint = endpoint.Scheme == Uri.UriSchemeHttp ? endpoint : null,
    };

    private static bool SameOrigin(Uri target, Uri? plain) =>
        plain is not null && target.Port == plain.Port && string.Equals(target.IdnHost, plain.IdnHost, StringComparison.OrdinalIgnoreCase);
}
