using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Invitations to organizations: open for 15 days, then told of for 30 days more (aws-operations.md A.2, A.6).</summary>
internal static class Invitations
{
    public static readonly TimeSpan OpenFor = TimeSpan.FromDays(15);

    private static readonly TimeSpan ToldFor = TimeSpan.FromDays(30);

    public static IEnumerable<Handshake> HandshakesOf(this WorldState state, Organization organization) =>
        state.Indexes.Handshakes.Of(organization.Id).All.Select(state.Tables.Handshakes.Get);

    public static int OpenInvitations(this WorldState state, Organization organization) =>
        state.HandshakesOf(organization).Count(handshake => handshake.State == HandshakeState.OPEN);

    /// <summary>Ids of the invitations that an account has received, by its id or by its address.</summary>
    public static IEnumerable<string> ReceivedBy(this WorldState state, Account account) =>
        state.Indexes.Invitations.Of(account.Id).All.Concat(state.Indexes.Invitations.Of(Handshake.RecipientOf(account.Email)).All);

    /// <summary>The invited account; null while nobody has the address.</summary>
    public static Account? FindRecipient(this WorldState state, Handshake handshake) =>
        state.Tables.Accounts.Find(handshake.ByEmail ? state.Indexes.Emails.Find(handshake.Target) : handshake.Target);

    /// <summary>When something happens to it by itself: it expires, or it is told of no more.</summary>
    public static DateTimeOffset DueAt(Handshake handshake) => handshake.EndedAt is { } ended ? ended + ToldFor : handshake.ExpiresAt;

    /// <summary>Ends an open invitation; an ended one whose time has come is forgotten.</summary>
    public static void GoOn(this WorldState state, Handshake handshake)
    {
        if (handshake.EndedAt is null) state.EndInvitation(handshake, HandshakeState.EXPIRED, handshake.ExpiresAt);
        else state.Tables.Handshakes.Remove(handshake.Id);
    }

    public static Handshake EndInvitation(this WorldState state, Handshake handshake, HandshakeState end, DateTimeOffset at)
    {
        var ended = handshake with { State = end, EndedAt = at };
        state.Tables.Handshakes.Put(ended);
        return ended;
    }

    /// <summary>The account joins, directly in the root. It gets no role that lets the management account in (vendor-integration.md 13.3).</summary>
    public static Handshake Join(this WorldState state, Handshake handshake, Account account)
    {
        var organization = state.Tables.Organizations.Get(handshake.OrganizationId);
        state.Tables.Accounts.Put(account with { Membership = new Membership(organization.Id, organization.RootId, JoinedMethod.INVITED, state.Now) });
        if (!handshake.Tags.IsEmpty) state.Tables.Tags.Put(new ResourceTags(account.Id, handshake.Tags));
        if (state.FindLinkedRole(account.Id, LinkedService.Organizations) is null) state.LinkRole(account.Id, LinkedService.Organizations, state.Now);
        return state.EndInvitation(handshake, HandshakeState.ACCEPTED, state.Now);
    }
}
