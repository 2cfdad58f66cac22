using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Detaches the policy that suspends. vendor-integration.md 14.1.</summary>
internal sealed class Resuming : MemberStep
{
    public override string Kind => MemberSteps.Resume;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var (account, client) = (turn.Entry.Subject, new OrganizationsClient(turn.Connection));
        if (!(await new SuspensionPolicy(client).AttachedAsync(account, cancellation)).Gave(out var found, out var problem)) return Of(problem);
        foreach (var policy in found)
        {
            if (await client.DetachPolicyAsync(policy.Id, account, cancellation) is { Kind: not CloudTrouble.Already } refused) return Of(refused);
        }

        return Done(turn, "AccountResumed", new JsonObject(), row => (row.State, row.Reason, row.FormerParent) = (MemberStates.Active, null, null));
    }
}
