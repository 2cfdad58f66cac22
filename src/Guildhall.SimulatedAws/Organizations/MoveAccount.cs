using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Moves an account from the parent it is in to another (aws-operations.md A.6).</summary>
internal static class MoveAccount
{
    public static readonly OrganizationsOperation Operation = new("MoveAccount", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var accountId = call.Input.Text("AccountId", Rules.AccountId);
        var source = call.Input.Text("SourceParentId", Rules.ParentId);
        var destination = call.Input.Text("DestinationParentId", Rules.ParentId);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, accountId) is not { Membership: { } membership } account) return Refusals.AccountNotFound(accountId);
        if (Refuse(call, membership, source, destination) is { } refusal) return refusal;
        call.State.Tables.Accounts.Put(account with { Membership = membership with { ParentId = destination } });
        return OperationResult.Empty;
    }

    private static WireError? Refuse(OrganizationsCall call, Membership membership, string source, string destination)
    {
        if (!call.State.HasParent(call.Organization, destination))
            return new WireError("DestinationParentNotFoundException", $"The organization has no root or organizational unit {destination}.");
        if (membership.ParentId == destination)
            return new WireError("DuplicateAccountException", "The account is in the destination already.");
        return membership.ParentId == source
            ? null
            : new WireError("SourceParentNotFoundException", $"The account is not in {source}.");
    }
}
