using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Vending;

/// <summary>Sees to it that the account has the tags it was made with, and adds those that it lacks.</summary>
internal sealed class AccountTagging(Database database) : FollowUp(database)
{
    public override string Kind => OrderSteps.Tag;

    protected override async Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation)
    {
        var wanted = AccountTags.Of(order, StoredSettings.Read(turn.Link.Settings));
        var set = await TagsOnAws.SetAsync(new OrganizationsClient(turn.Connection), order.AccountId!, wanted, [], cancellation);
        return set.Gave(out _, out var problem) ? new EffectOutcome.Done() : Of(problem, turn, order);
    }
}
