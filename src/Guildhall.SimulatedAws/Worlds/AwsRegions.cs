using System.Collections.Frozen;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>The regions of AWS (AWS Regions and Availability Zones user guide).</summary>
internal static class AwsRegions
{
    /// <summary>On in every account.</summary>
    private static readonly FrozenSet<string> Default = FrozenSet.Create(
        StringComparer.Ordinal,
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2");

    /// <summary>Off until an account switches them on.</summary>
    private static readonly FrozenSet<string> OptIn = FrozenSet.Create(
        StringComparer.Ordinal,
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1");

    public static bool IsAlwaysOn(string region) => Default.Contains(region);

    public static bool Exists(string region) => Default.Contains(region) || OptIn.Contains(region);
}
