using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>A member account in the tree that was read last.</summary>
internal sealed record MemberSeat(LinkRow Link, PrivateMarketplace Marketplace, int Node)
{
    private OrganizationTree Tree => Marketplace.Organization.Tree;

    public OrganizationNode Account => Tree.Nodes[Node];

    /// <summary>The unit or root that it is in.</summary>
    public string Parent => Tree.ParentIdOf(Node)!;

    /// <summary>The title of the experience that governs it; null when none does.</summary>
    public string? Governor => Governing.Of(Marketplace, Account.Id).Experience?.Name;

    public bool Manages => Marketplace.Organization.ManagementAccount.Value == Account.Id.Value;

    /// <summary>Null when the link's organization does not have the account, or is none.</summary>
    public static MemberSeat? Find(Marketplaces marketplaces, LinkRow link, string account)
    {
        if (link.TenantId?.StartsWith("o-", StringComparison.Ordinal) != true || marketplaces.Find(new TenantId(link.TenantId)) is not { } view) return null;
        return view.Marketplace.Organization.Tree.Find(account) is { } node && view.Marketplace.Organization.Tree.KindOf(node) == NodeKind.Account ? new MemberSeat(link, view.Marketplace, node) : null;
    }

    /// <summary>Among all links that the caller may use; null when none has it.</summary>
    public static MemberSeat? Find(WriteScope scope, Marketplaces marketplaces, OrderReach reach, string account) =>
        scope.Db.Links.Where(l => l.TenantId != null && l.State != LinkStates.Removed).ToList().Where(reach.MayUse).Select(link => Find(marketplaces, link, account)).FirstOrDefault(seat => seat is not null);
}
