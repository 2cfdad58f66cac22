using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Handshakes;

/// <summary>Invites an account that exists, by its id or its root user's address (aws-operations.md A.6).</summary>
internal static class InviteAccount
{
    public static readonly OrganizationsOperation Operation = new("InviteAccountToOrganization", Callers.Management, Handle);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var handshake = Read(call);
        if (call.Input.Fault is { } fault) return fault;
        if (MayNotTag(call, handshake) is { } denied) return denied;
        if (Refuse(call, handshake) is { } refusal) return refusal;
        call.State.Tables.Handshakes.Put(handshake);
        return HandshakeShape.Answer(call.State, handshake);
    }

    private static Handshake Read(OrganizationsCall call)
    {
        var target = call.Input.Structure("Target");
        if (target is null) call.Input.Blame(Refusals.Invalid("INPUT_REQUIRED", "The member Target is missing."));
        var byEmail = target?.Word("Type", "ACCOUNT", "EMAIL", "ORGANIZATION") switch { "EMAIL" => true, "ORGANIZATION" => Wrong(call), _ => false };
        var id = target?.Text("Id", new Requests.TextRule(1, 64)) ?? "";
        if (target?.Fault is { } inner) call.Input.Blame(inner);
        else if (byEmail && Rules.Email.Check(id) is not null) call.Input.Blame(Refusals.Invalid("INVALID_EMAIL_ADDRESS_TARGET", "The target is no address of an account."));
        else if (!byEmail && Rules.AccountId.Check(id) is not null) call.Input.Blame(Refusals.Invalid("INVALID_PATTERN_TARGET_ID", "The target is no id of an account."));
        return new Handshake
        {
            Id = call.State.Ids.Handshake(),
            OrganizationId = call.Organization.Id,
            Target = id,
            ByEmail = byEmail,
            Notes = call.Input.OptionalText("Notes", Rules.Notes),
            Tags = call.Input.Tags(),
            State = HandshakeState.OPEN,
            RequestedAt = call.State.Now,
            ExpiresAt = call.State.Now + Invitations.OpenFor,
        };
    }

    private static bool Wrong(OrganizationsCall call)
    {
        call.Input.Blame(Refusals.Invalid("INVALID_PARTY_TYPE_TARGET", "An organization cannot be invited."));
        return false;
    }

    private static WireError? MayNotTag(OrganizationsCall call, Handshake handshake) =>
        handshake.Tags.IsEmpty || Authorization.Refuse(call.Caller, "organizations:TagResource", Resources.Of(call.State, call.Input, call.Organization), []) is not { } denied
            ? null
            : new WireError("AccessDeniedException", denied);

    private static WireError? Refuse(OrganizationsCall call, Handshake handshake)
    {
        var (state, organization) = (call.State, call.Organization);
        if (organization.CreatedAt + state.Options.FinalizingTime > state.Now)
            return new WireError("FinalizingOrganizationException", "The organization is still being made ready. Try again within an hour.");
        var recipient = state.FindRecipient(handshake);

        // Not documented; an address that no account has is taken, as AWS sends it a mail.
        if (recipient is null && !handshake.ByEmail) return Refusals.Invalid("TARGET_NOT_SUPPORTED", "There is no account of this id.");
        if (recipient?.Membership is not null) return HandshakeRefusals.AlreadyMember();
        return RefuseMore(state, organization, handshake, recipient);
    }

    private static WireError? RefuseMore(WorldState state, Organization organization, Handshake handshake, Account? recipient)
    {
        var sent = state.HandshakesOf(organization).ToArray();
        if (sent.Any(other => other.State == HandshakeState.OPEN && IsSame(state, other, handshake, recipient))) return HandshakeRefusals.Duplicate();
        if (sent.Count(other => other.RequestedAt > state.Now - Day) >= Math.Max(Rules.LeastInvitationsInADay, organization.AccountQuota))
            return HandshakeRefusals.Constraint("HANDSHAKE_RATE_LIMIT_EXCEEDED", "No more invitations can be sent today.");
        return state.Places(organization) >= organization.AccountQuota
            ? HandshakeRefusals.Constraint("ACCOUNT_NUMBER_LIMIT_EXCEEDED", $"The organization may have at most {organization.AccountQuota} accounts, open invitations included.")
            : null;
    }

    private static bool IsSame(WorldState state, Handshake other, Handshake handshake, Account? recipient) =>
        other.Recipient == handshake.Recipient || (recipient is not null && state.FindRecipient(other)?.Id == recipient.Id);
}
