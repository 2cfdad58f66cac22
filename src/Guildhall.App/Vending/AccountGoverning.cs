using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending;

/// <summary>
/// Puts the account into the tree of its organization, and so under the experience of its place, before anybody is told of it (M-37). It is read alone;
/// the whole organization is read only where its place is one that nobody here knows.
/// </summary>
internal sealed class AccountGoverning(Database database, Marketplaces marketplaces, OrganizationSyncs syncs) : FollowUp(database)
{
    public override string Kind => OrderSteps.Govern;

    protected override async Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation)
    {
        var place = OrderForms.Read(order.Form).Parent;
        if (IsRead(turn.Link, order, place)) return new EffectOutcome.Done();

        // Somebody may have moved it on since: then it is governed where AWS has it now.
        var found = await PlacedAccount.FindAsync(new OrganizationsClient(turn.Connection), order.AccountId!, cancellation);
        if (!found.Gave(out var placed, out var problem)) return Of(problem, turn, order);
        if (IsRead(turn.Link, order, placed.Parent)) return new EffectOutcome.Done();
        var synced = Knows(turn.Link, placed) ? await syncs.TakeInAsync(turn.Link.Id, placed, cancellation) : await syncs.SyncAsync(turn.Link.Id, cancellation);
        if (IsRead(turn.Link, order, placed.Parent)) return new EffectOutcome.Done();
        var pause = TimeSpan.FromSeconds(Math.Clamp(turn.Entry.Attempts, 1, 60));
        return new EffectOutcome.Later(pause) { Problem = synced.Refused && synced.Problems[0].Code != OrganizationSyncs.RunningCode ? Unread(synced.Problems[0]) : null };
    }

    /// <summary>Whether the tree has the account, and at that place; null for anywhere.</summary>
    private bool IsRead(LinkRow link, OrderRow order, string? place)
    {
        if (TreeOf(link) is not { } tree || tree.Find(order.AccountId!) is not { } node) return false;
        return place is null || place == tree.ParentIdOf(node);
    }

    private bool Knows(LinkRow link, PlacedAccount placed) => TreeOf(link) is { } tree && tree.Find(placed.Parent) is not null;

    private OrganizationTree? TreeOf(LinkRow link) => link.TenantId is { } tenant ? marketplaces.Find(new TenantId(tenant))?.Marketplace.Organization.Tree : null;

    private static CloudProblem Unread(Problem problem) => new(CloudTrouble.Busy, problem.Code, problem.Message, "Guildhall reads the organization again by itself.");
}
