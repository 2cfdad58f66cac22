using System.Collections.Frozen;

namespace Guildhall.App.Cloud;

/// <summary>The regions of the commercial partition. A region becomes part of a host name, so only these are taken (S-52); aws-operations.md A.1.</summary>
public static class AwsRegions
{
    /// <summary>Where Organizations, IAM and the marketplace live.</summary>
    public const string Home = "us-east-1";

    public static FrozenSet<string> All { get; } = new[]
    {
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2",
        "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    }.ToFrozenSet(StringComparer.Ordinal);
}
