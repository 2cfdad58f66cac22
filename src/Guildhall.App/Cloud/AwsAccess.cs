using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud;

/// <summary>With what, and how, one AWS account is called.</summary>
public sealed record AwsAccess
{
    public required AwsTarget Target { get; init; }

    /// <summary>The region of the regional services, one of <see cref="AwsRegions.All"/>.</summary>
    public string Region { get; init; } = AwsRegions.Home;

    /// <summary>Asked for each call, so that a new key counts at once (F-15).</summary>
    public required AwsIdentity Credentials { get; init; }

    /// <summary>Told which credentials AWS takes no more, so that the next ones asked for are others; null where there are no others.</summary>
    public Action<SigningCredentials>? Renew { get; init; }

    public RetryRule Retry { get; init; } = RetryRule.Standard;
}
