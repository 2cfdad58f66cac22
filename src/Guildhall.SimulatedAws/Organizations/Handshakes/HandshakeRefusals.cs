using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Handshakes;

/// <summary>The errors that handshakes alone have (aws-operations.md A.6).</summary>
internal static class HandshakeRefusals
{
    public static WireError Constraint(string reason, string message) => new WireError("HandshakeConstraintViolationException", message).With("Reason", reason);

    public static WireError AlreadyMember() => Constraint("ALREADY_IN_AN_ORGANIZATION", "The account is a member of an organization already.");

    public static WireError NotFound(string id) => new("HandshakeNotFoundException", $"There is no handshake {id} that the account of the caller sent or received.");

    public static WireError Duplicate() => new("DuplicateHandshakeException", "An open invitation of the account to the organization exists already.");
}
