using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending;

/// <summary>Moves the new account from the root, where AWS makes it, to the place that was decided with the order. aws-operations.md A.6.</summary>
internal sealed class AccountPlacing(Database database) : FollowUp(database)
{
    public override string Kind => OrderSteps.Move;

    protected override async Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation)
    {
        if (OrderForms.Read(order.Form).Parent is not { } place) return new EffectOutcome.Done();
        var client = new OrganizationsClient(turn.Connection);
        var parents = await client.ListParentsAsync(order.AccountId!, cancellation);
        if (!parents.Gave(out var found, out var problem)) return Of(problem, turn, order);
        if (found.Items is not [var present]) return Of(CloudProblem.Garbled("AWS names no parent of the account."), turn, order);
        if (present == place) return new EffectOutcome.Done();
        var refused = await client.MoveAccountAsync(order.AccountId!, present, place, cancellation);
        return refused is null or { Kind: CloudTrouble.Already } ? new EffectOutcome.Done() : Of(refused, turn, order);
    }
}
