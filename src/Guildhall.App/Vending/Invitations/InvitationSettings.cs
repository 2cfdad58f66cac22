using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>What inviting accounts needs of its surroundings.</summary>
internal sealed record InvitationSettings(IdSource Ids, TimeProvider Clock, Marketplaces Marketplaces, InvitationRule Rule)
{
    /// <summary>Accounts of the link's organization, for explanations.</summary>
    public int AccountsOf(LinkRow link) =>
        link.TenantId is { } tenant && Marketplaces.Find(new TenantId(tenant)) is { } view ? view.Marketplace.Organization.Tree.Nodes.Count(n => n.Id.Value.Length == 12) : 0;
}
