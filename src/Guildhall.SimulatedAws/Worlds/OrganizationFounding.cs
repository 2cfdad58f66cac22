using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>New organizations and the end of old ones.</summary>
internal static class OrganizationFounding
{
    /// <summary>Makes a stand-alone account the management account of a new organization.</summary>
    /// <param name="since">When that was; now when null.</param>
    public static Organization Found(this WorldState state, Account account, FeatureSet features, int accountQuota, DateTimeOffset? since = null)
    {
        var at = since ?? state.Now;
        var organization = new Organization
        {
            Id = WorldState.Fresh(state.Ids.Organization, state.Tables.Organizations.Contains),
            RootId = WorldState.Fresh(state.Ids.Root, id => state.Indexes.Roots.Find(id) is not null),
            ManagementAccountId = account.Id,
            FeatureSet = features,
            CreatedAt = at,
            AccountQuota = accountQuota,
        };
        state.Tables.Organizations.Put(organization);
        state.Tables.Accounts.Put(account with { Membership = new Membership(organization.Id, organization.RootId, JoinedMethod.INVITED, at) });
        if (state.FindLinkedRole(account.Id, LinkedService.Organizations) is null) state.LinkRole(account.Id, LinkedService.Organizations, at);
        return organization;
    }

    /// <summary>Ends an organization that has nothing left but its root and management account.</summary>
    public static void Dissolve(this WorldState state, Organization organization)
    {
        var account = state.Tables.Accounts.Get(organization.ManagementAccountId);
        state.EndMembership(account);
        state.Tables.Tags.Remove(account.Id);
        state.Tables.Tags.Remove(organization.RootId);
        foreach (var creation in state.Indexes.Creations.Of(organization.Id).All.ToArray()) state.Tables.Creations.Remove(creation);
        foreach (var handshake in state.Indexes.Handshakes.Of(organization.Id).All.ToArray()) state.Tables.Handshakes.Remove(handshake);
        foreach (var policy in state.Indexes.Controls.Of(organization.Id).All.ToArray())
        {
            state.Tables.Controls.Remove(policy);
            state.Tables.Tags.Remove(policy);
        }

        foreach (var target in state.Indexes.Attachments.Of(organization.Id).All.ToArray()) state.Tables.Attachments.Remove(target);
        state.Tables.Organizations.Remove(organization.Id);
    }

    /// <summary>Takes a member out: it keeps its own things and loses its place, its tags and its delegations.</summary>
    public static void Release(this WorldState state, Organization organization, Account member)
    {
        state.EndMembership(member);
        state.Tables.Tags.Remove(member.Id);
        state.Tables.Attachments.Remove(member.Id);
        if (organization.Delegations.Exists(delegation => delegation.AccountId == member.Id))
            state.Tables.Organizations.Put(organization with { Delegations = organization.Delegations.RemoveAll(delegation => delegation.AccountId == member.Id) });
    }

    /// <summary>Bills go on telling of the time the account was a member.</summary>
    private static void EndMembership(this WorldState state, Account member)
    {
        if (member.Membership is { } membership)
            state.Tables.FormerMemberships.Put(new FormerMembership(member.Id, membership.OrganizationId, membership.Since, state.Now));
        state.Tables.Accounts.Put(member with { Membership = null });
    }
}
