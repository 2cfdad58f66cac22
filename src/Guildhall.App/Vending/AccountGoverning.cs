using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending;

/// <summary>
/// Reads the organization at once, so that the account stands in its tree, and under the experience of its place, before anybody is told of it (M-37).
/// One reading serves all accounts that were made before it.
/// </summary>
internal sealed class AccountGoverning(Database database, Marketplaces marketplaces, OrganizationSyncs syncs) : FollowUp(database)
{
    public override string Kind => OrderSteps.Govern;

    protected override async Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation)
    {
        var place = OrderForms.Read(order.Form).Parent;
        if (IsRead(turn.Link, order, place)) return new EffectOutcome.Done();
        var synced = await syncs.SyncAsync(turn.Link.Id, cancellation);
        if (IsRead(turn.Link, order, place)) return new EffectOutcome.Done();

        // Somebody may have moved it on since: then it is governed where AWS has it now.
        var parents = await new OrganizationsClient(turn.Connection).ListParentsAsync(order.AccountId!, cancellation);
        if (!parents.Gave(out var found, out var problem)) return Of(problem, turn, order);
        if (found.Items is [var present] && IsRead(turn.Link, order, present)) return new EffectOutcome.Done();
        var pause = TimeSpan.FromSeconds(Math.Clamp(turn.Entry.Attempts, 1, 60));
        return new EffectOutcome.Later(pause) { Problem = synced.Refused && synced.Problems[0].Code != OrganizationSyncs.RunningCode ? Unread(synced.Problems[0]) : null };
    }

    /// <summary>Whether the tree has the account, and at that place; null for anywhere.</summary>
    private bool IsRead(LinkRow link, OrderRow order, string? place)
    {
        if (link.TenantId is not { } tenant || marketplaces.Find(new TenantId(tenant))?.Marketplace.Organization.Tree is not { } tree) return false;
        if (tree.Find(order.AccountId!) is not { } node) return false;
        return place is null || place == tree.ParentIdOf(node);
    }

    private static CloudProblem Unread(Problem problem) => new(CloudTrouble.Busy, problem.Code, problem.Message, "Guildhall reads the organization again by itself.");
}
