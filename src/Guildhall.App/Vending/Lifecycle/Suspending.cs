using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Store;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Attaches the policy that suspends; AWS has no call that suspends. vendor-integration.md 14.1.</summary>
internal sealed class Suspending(Database database) : MemberStep
{
    public override string Kind => MemberSteps.Suspend;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var (account, client) = (turn.Entry.Subject, new OrganizationsClient(turn.Connection));
        var roles = await new MemberRoles(database, turn.Link).AllAsync(cancellation);
        if (!(await new SuspensionPolicy(client).MakeAsync(roles, cancellation)).Gave(out var policy, out var problem)) return Of(problem);
        if (!(await client.ListParentsAsync(account, cancellation)).Gave(out var parents, out problem)) return Of(problem);
        if (await client.AttachPolicyAsync(policy, account, cancellation) is { Kind: not CloudTrouble.Already } refused) return Of(refused);
        var (wish, parent) = (MemberWish.Read(turn.Entry.Progress), parents.Items.FirstOrDefault());
        return Done(turn, "AccountSuspended", new JsonObject { ["reason"] = wish.Reason, ["policyId"] = policy }, row =>
            (row.State, row.Reason, row.FormerParent) = (MemberStates.Suspended, wish.Reason, wish.Parent is null ? null : parent));
    }
}
