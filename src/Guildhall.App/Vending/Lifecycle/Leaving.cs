using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Takes an account out of the organization, for the customer who takes it away. vendor-integration.md 14.3.</summary>
internal sealed class Leaving(OrganizationSyncs syncs) : MemberStep
{
    public override string Kind => MemberSteps.Leave;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var (account, client) = (turn.Entry.Subject, new OrganizationsClient(turn.Connection));
        var refused = await client.RemoveAccountFromOrganizationAsync(account, cancellation);

        // Whether an earlier attempt or somebody else has taken it out: it is not there.
        if (refused is not null && refused.Code != "AccountNotFoundException") return Of(refused);
        await syncs.SyncAsync(turn.Link.Id, cancellation);
        return Done(turn, "AccountLeft", new JsonObject(), row => (row.State, row.FormerParent) = (MemberStates.Left, null));
    }
}
