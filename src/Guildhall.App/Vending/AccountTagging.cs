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
        var client = new OrganizationsClient(turn.Connection);
        var missing = AccountTags.Of(order, StoredSettings.Read(turn.Link.Settings));
        var listed = await Pages.AllAsync(token => client.ListTagsForResourceAsync(order.AccountId!, token, cancellation));
        if (!listed.Gave(out var present, out var problem)) return Of(problem, turn, order);
        foreach (var tag in present.Where(t => missing.GetValueOrDefault(t.Key) == t.Value)) missing.Remove(tag.Key);
        if (missing.Count == 0) return new EffectOutcome.Done();
        var refused = await client.TagResourceAsync(order.AccountId!, missing, cancellation);
        return refused is null ? new EffectOutcome.Done() : Of(refused, turn, order);
    }
}
