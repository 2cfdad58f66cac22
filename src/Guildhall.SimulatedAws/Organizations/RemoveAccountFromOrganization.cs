using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Takes a member account out of the organization (aws-operations.md A.6).</summary>
internal static class RemoveAccountFromOrganization
{
    public static readonly OrganizationsOperation Operation = new("RemoveAccountFromOrganization", Callers.Management, Handle);

    private static readonly TimeSpan Wait = TimeSpan.FromDays(4);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("AccountId", Rules.AccountId);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, id) is not { } account) return Refusals.AccountNotFound(id);
        if (Refuse(call.State, call.Organization, account) is { } refusal) return refusal;
        call.State.Release(call.Organization, account);
        return OperationResult.Empty;
    }

    /// <summary>Why an account may not leave, whoever asks for it.</summary>
    public static WireError? Refuse(WorldState state, Organization organization, Account account)
    {
        if (account.Id == organization.ManagementAccountId)
            return new WireError("MasterCannotLeaveOrganizationException", "The management account cannot leave its organization.");
        if (organization.Delegations.Exists(delegation => delegation.AccountId == account.Id))
            return Refusals.Constraint("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG", "The account is a delegated administrator: deregister it first.");
        if (account.State is AccountState.CLOSED or AccountState.SUSPENDED)
            return Refusals.Constraint("ACCOUNT_CANNOT_LEAVE_ORGANIZATION", "A closed or suspended account cannot leave.");
        return account.Membership?.Method == JoinedMethod.CREATED && account.CreatedAt + Wait > state.Now
            ? Refusals.Constraint("WAIT_PERIOD_ACTIVE", "A created account can be removed four days after its creation.")
            : null;
    }
}
