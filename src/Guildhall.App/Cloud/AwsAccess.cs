using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud;

/// <summary>With what, and how, one AWS account is called.</summary>
public sealed record AwsAccess
{
    public required AwsTarget Target { get; init; }

    /// <summary>The region of the regional services, one of <see cref="AwsRegions.All"/>.</summary>
    public string Region { get; init; } = AwsRegions.Home;

    /// <summary>The key, asked for each call, so that a new one counts at once (F-15).</summary>
    public required CredentialsSource Credentials { get; init; }

    public RetryRule Retry { get; init; } = RetryRule.Standard;
}
