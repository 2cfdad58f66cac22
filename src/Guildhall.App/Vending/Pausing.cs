using Guildhall.App.Cloud;
using Guildhall.App.Effects;

namespace Guildhall.App.Vending;

/// <summary>What waits because nothing may be written on the link's AWS for now. vendor-integration.md 10.</summary>
internal static class Pausing
{
    public static EffectOutcome.Later Later { get; } = new(TimeSpan.FromSeconds(30))
    {
        Problem = new CloudProblem(CloudTrouble.Busy, "organization_paused", "Ordering is paused for this organization.", "It goes on when the organization is resumed."),
    };
}
