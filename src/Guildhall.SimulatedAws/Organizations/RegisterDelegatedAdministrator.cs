using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lets a member account administer a service for the organization (aws-operations.md A.7).</summary>
internal static class RegisterDelegatedAdministrator
{
    public static readonly OrganizationsOperation Operation = new("RegisterDelegatedAdministrator", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var accountId = call.Input.Text("AccountId", Rules.AccountId);
        var principal = call.Input.ServicePrincipal();
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, accountId) is not { } account) return Refusals.AccountNotFound(accountId);
        if (Refuse(call, account, principal) is { } refusal) return refusal;
        var delegation = new Delegation(accountId, principal, call.State.Now);
        call.State.Tables.Organizations.Put(call.Organization with { Delegations = call.Organization.Delegations.Add(delegation) });
        return OperationResult.Empty;
    }

    private static WireError? Refuse(OrganizationsCall call, Account account, string principal)
    {
        var organization = call.Organization;
        if (account.Id == organization.ManagementAccountId)
            return Refusals.Constraint("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR", "The management account cannot be a delegated administrator.");
        if (account.State != AccountState.ACTIVE)
            return Refusals.Constraint("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR", "The account is not active.");
        if (!organization.Trusts(principal))
            return Refusals.Constraint("SERVICE_ACCESS_NOT_ENABLED", $"Enable trusted access for {principal} first.");
        var registered = organization.Delegations.Where(delegation => delegation.Principal == principal).ToArray();
        if (registered.Any(delegation => delegation.AccountId == account.Id))
            return new WireError("AccountAlreadyRegisteredException", $"The account is a delegated administrator of {principal} already.");
        return registered.Length < call.State.Options.DelegatedAdministrators
            ? null
            : Refusals.Constraint("MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED", $"{principal} has as many delegated administrators as it may.");
    }
}
