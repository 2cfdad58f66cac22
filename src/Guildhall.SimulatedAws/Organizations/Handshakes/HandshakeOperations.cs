using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Handshakes;

/// <summary>Looking at an invitation and ending it. The sender cancels, the recipient accepts or declines (aws-operations.md A.6).</summary>
internal static class HandshakeOperations
{
    public static IReadOnlyList<OrganizationsOperation> All { get; } =
    [
        InviteAccount.Operation,
        new("DescribeHandshake", Callers.Everybody, Describe),
        new("AcceptHandshake", Callers.Everybody, call => End(call, HandshakeState.ACCEPTED)),
        new("DeclineHandshake", Callers.Everybody, call => End(call, HandshakeState.DECLINED)),
        new("CancelHandshake", Callers.Everybody, call => End(call, HandshakeState.CANCELED)),
        .. HandshakeLists.All,
    ];

    private static OperationResult Describe(OrganizationsCall call)
    {
        var id = call.Input.Text("HandshakeId", Rules.HandshakeId);
        if (call.Input.Fault is { } fault) return fault;
        return FindSeen(call, id) is { } handshake ? HandshakeShape.Answer(call.State, handshake) : HandshakeRefusals.NotFound(id);
    }

    private static OperationResult End(OrganizationsCall call, HandshakeState end)
    {
        var id = call.Input.Text("HandshakeId", Rules.HandshakeId);
        if (call.Input.Fault is { } fault) return fault;
        if (FindSeen(call, id) is not { } handshake) return HandshakeRefusals.NotFound(id);
        if (!MayEnd(call, handshake, end)) return Refusals.Denied();
        if (handshake.State == end) return new WireError("HandshakeAlreadyInStateException", $"The handshake is {end} already.");
        if (handshake.State != HandshakeState.OPEN)
            return new WireError("InvalidHandshakeTransitionException", $"The handshake is {handshake.State} and cannot become {end}.");
        return end == HandshakeState.ACCEPTED ? Accept(call, handshake) : HandshakeShape.Answer(call.State, call.State.EndInvitation(handshake, end, call.State.Now));
    }

    private static OperationResult Accept(OrganizationsCall call, Handshake handshake)
    {
        if (call.Account.Membership is not null) return HandshakeRefusals.AlreadyMember();
        return RoleForOrganizations.Refuse(call) ?? HandshakeShape.Answer(call.State, call.State.Join(handshake, call.Account));
    }

    private static bool MayEnd(OrganizationsCall call, Handshake handshake, HandshakeState end) =>
        end == HandshakeState.CANCELED ? IsSender(call, handshake) : IsRecipient(call, handshake);

    private static bool IsSender(OrganizationsCall call, Handshake handshake) =>
        call.State.Tables.Organizations.Get(handshake.OrganizationId).ManagementAccountId == call.Account.Id;

    private static bool IsRecipient(OrganizationsCall call, Handshake handshake) => call.State.FindRecipient(handshake)?.Id == call.Account.Id;

    /// <summary>The handshake, for its recipient and for any account of the organization that sent it; for others there is none.</summary>
    private static Handshake? FindSeen(OrganizationsCall call, string id) =>
        call.State.Tables.Handshakes.Find(id) is { } handshake && (call.Account.Membership?.OrganizationId == handshake.OrganizationId || IsRecipient(call, handshake))
            ? handshake
            : null;
}
