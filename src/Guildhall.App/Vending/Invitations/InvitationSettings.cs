using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>What inviting accounts needs of its surroundings.</summary>
internal sealed record InvitationSettings(IdSource Ids, TimeProvider Clock, Marketplaces Marketplaces, InvitationRule Rule)
{
    /// <summary>Accounts of the link's organization, for explanations.</summary>
    public int AccountsOf(LinkRow link) => Marketplaces.AccountsOf(link.TenantId);
}
