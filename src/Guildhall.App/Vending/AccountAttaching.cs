using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending;

/// <summary>Attaches the service control policies that the link gives new accounts, as far as they are not attached. vendor-integration.md 13.2 (5).</summary>
internal sealed class AccountAttaching(Database database) : FollowUp(database)
{
    public override string Kind => OrderSteps.Attach;

    protected override async Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation)
    {
        var wanted = StoredSettings.Read(turn.Link.Settings).Policies;
        if (wanted.IsEmpty) return new EffectOutcome.Done();
        var client = new OrganizationsClient(turn.Connection);
        var listed = await Pages.AllAsync(token => client.ListPoliciesForTargetAsync(order.AccountId!, token, cancellation));
        if (!listed.Gave(out var attached, out var problem)) return Of(problem, turn, order);
        foreach (var policy in wanted.Except(attached.Select(p => p.Id), StringComparer.Ordinal))
        {
            if (await client.AttachPolicyAsync(policy, order.AccountId!, cancellation) is { Kind: not CloudTrouble.Already } refused) return Of(refused, turn, order);
        }

        return new EffectOutcome.Done();
    }
}
