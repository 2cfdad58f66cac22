using System.Text.Json.Nodes;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What a move would do.</summary>
/// <param name="Now">The title of what governs the account; null for nothing.</param>
/// <param name="Then">The same where it would be.</param>
/// <param name="Effect">Which permissions it would gain and lose.</param>
public sealed record MoveEffect(string? Now, string? Then, Preview Effect);

/// <summary>Moving member accounts to another unit, and what that changes in their governance. vendor-integration.md 14.</summary>
public sealed class AccountMoves(Database database, Marketplaces marketplaces, AccountActs acts, IdSource ids)
{
    private const string There = "ALREADY_THERE";

    /// <summary>What would be different; nothing is changed. Refused: no right, not found, a unit that is none, <c>already_there</c>.</summary>
    public async Task<Result<MoveEffect>> PreviewAsync(OrderReach reach, string account, string parent, CancellationToken cancellation)
    {
        if (reach.Refusal(AccountActs.Action) is { } refusal) return refusal;
        if (await new MemberSeats(database, marketplaces).FindAsync(reach, account, cancellation) is not { } seat) return MemberPlan.Missing;
        if (Fault(seat, parent) is { } fault) return fault;
        var moved = seat with { Marketplace = Moved(seat.Marketplace, [seat.Account.Id], parent) };
        moved = moved with { Node = moved.Marketplace.Organization.Tree.Find(account)!.Value };
        var before = marketplaces.Find(new TenantId(seat.Link.TenantId!))!.Governance;
        return new MoveEffect(seat.Governor, moved.Governor, Previews.Between(before, moved.Marketplace));
    }

    /// <summary>
    /// What moving several accounts of one organization together would change; those that are there already count for nothing. Refused: no right, not found, a unit
    /// that is none.
    /// </summary>
    public async Task<Result<Preview>> PreviewAsync(OrderReach reach, IReadOnlyList<string> accounts, string parent, CancellationToken cancellation)
    {
        if (reach.Refusal(AccountActs.Action) is { } refusal) return refusal;
        if (await new MemberSeats(database, marketplaces).FindAsync(reach, accounts[0], cancellation) is not { } seat) return MemberPlan.Missing;
        if (!MemberPlaces.Has(seat, parent)) return MemberPlaces.NoUnit(parent);
        var before = marketplaces.Find(new TenantId(seat.Link.TenantId!))!.Governance;
        return Previews.Between(before, Moved(seat.Marketplace, [.. accounts.Select(a => new PrincipalId(a))], parent));
    }

    /// <summary>Moves the account. Refused as its preview, <c>account_closed</c>, <c>act_running</c>, a paused organization.</summary>
    public Task<Result<AccountView>> MoveAsync(OrderReach reach, string account, string parent, CancellationToken cancellation) => acts.ActAsync(reach, account, act =>
    {
        if (act.Closed) return MemberPlan.Closed;
        if (Fault(act.Seat, parent) is { } fault) return fault;
        act.Stage(ids, "MoveAccount", new JsonObject { ["from"] = act.Seat.Parent, ["parentId"] = parent, ["experience"] = act.Seat.Governor }, (MemberSteps.Move, new MemberWish { Parent = parent }));
        return null;
    }, cancellation);

    private static Problem? Fault(MemberSeat seat, string parent) =>
        !MemberPlaces.Has(seat, parent) ? MemberPlaces.NoUnit(parent)
        : seat.Parent == parent ? Problem.Conflict(There, "The account is there already.")
        : null;

    private static PrivateMarketplace Moved(PrivateMarketplace marketplace, HashSet<PrincipalId> accounts, string parent)
    {
        var tree = marketplace.Organization.Tree;
        var above = new PrincipalId(parent);
        var nodes = Enumerable.Range(0, tree.Nodes.Length).Select(n => (tree.Nodes[n], Parent: accounts.Contains(tree.Nodes[n].Id) ? above : ParentOf(tree, n)));
        return marketplace with { Organization = marketplace.Organization with { Tree = OrganizationTree.Build(nodes, tree.RootId) } };
    }

    private static PrincipalId? ParentOf(OrganizationTree tree, int node) => tree.Parents[node] is >= 0 and var above ? tree.Nodes[above].Id : null;
}
