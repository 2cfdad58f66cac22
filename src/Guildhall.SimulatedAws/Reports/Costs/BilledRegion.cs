namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>A region as bills name it.</summary>
/// <param name="Prefix">What stands before its usage types.</param>
/// <param name="Factor">Its prices against the cheapest.</param>
internal sealed record BilledRegion(string Code, string Location, string Prefix, decimal Factor)
{
    public static readonly BilledRegion Nowhere = new("", "Any", "", 1);

    public static IReadOnlyList<BilledRegion> All { get; } =
    [
        new("us-east-1", "US East (N. Virginia)", "", 1),
        new("eu-central-1", "EU (Frankfurt)", "EUC1-", 1.15m),
        new("eu-west-1", "EU (Ireland)", "EU-", 1.08m),
        new("us-west-2", "US West (Oregon)", "USW2-", 1),
        new("ap-southeast-2", "Asia Pacific (Sydney)", "APS2-", 1.25m),
    ];
}
