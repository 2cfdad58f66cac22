using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud;

/// <summary>
/// Which AWS is meant: AWS itself, or the endpoint of the operator's configuration (the simulated AWS, a mock). The two are different kinds that are
/// never switched (S-53a), and a configured endpoint takes every service, so nothing can leak to AWS itself.
/// </summary>
public sealed record AwsTarget
{
    private AwsTarget()
    {
    }

    /// <summary>AWS itself.</summary>
    public static AwsTarget Aws { get; } = new();

    /// <summary>The configured endpoint, or null for AWS itself.</summary>
    public Uri? Endpoint { get; private init; }

    public bool IsAws => Endpoint is null;

    /// <summary>An endpoint from the operator's configuration (S-52): http or https, no path, query or user name; otherwise null.</summary>
    public static AwsTarget? Custom(Uri endpoint) =>
        endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" } ? new AwsTarget { Endpoint = endpoint } : null;

    /// <summary>The endpoint of the configuration, which must be one that <see cref="Custom"/> takes; null for AWS itself.</summary>
    public static AwsTarget At(Uri? endpoint) =>
        endpoint is null ? Aws : Custom(endpoint) ?? throw new ArgumentException("The AWS endpoint must be an address without a path.", nameof(endpoint));

    /// <summary>Where calls to the service go. <paramref name="region"/> must be one of <see cref="AwsRegions.All"/>.</summary>
    public Uri AddressOf(AwsService service, string region)
    {
        if (!AwsRegions.All.Contains(region)) throw new ArgumentException("Not a region of AWS.", nameof(region));
        return Endpoint ?? new Uri($"https://{service.Host(region)}/");
    }

    /// <summary>
    /// Why the key may not be used here, or null. Keys of the simulated AWS begin <c>AKIA0</c>, of its sessions <c>ASIA0</c>, which AWS never gives out (decisions.md 28);
    /// configured endpoints take keys of any form (decisions.md 27).
    /// </summary>
    public CloudProblem? Refuses(SigningCredentials credentials) =>
        IsAws && (credentials.AccessKeyId.StartsWith("AKIA0", StringComparison.Ordinal) || credentials.AccessKeyId.StartsWith("ASIA0", StringComparison.Ordinal)) ? CloudProblem.SimulatedKey : null;
}
