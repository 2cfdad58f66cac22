using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Ends the registration of a delegated administrator.</summary>
internal static class DeregisterDelegatedAdministrator
{
    public static readonly OrganizationsOperation Operation = new("DeregisterDelegatedAdministrator", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var accountId = call.Input.Text("AccountId", Rules.AccountId);
        var principal = call.Input.ServicePrincipal();
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, accountId) is null) return Refusals.AccountNotFound(accountId);
        var left = call.Organization.Delegations.RemoveAll(delegation => delegation.AccountId == accountId && delegation.Principal == principal);
        if (left.Count == call.Organization.Delegations.Count)
            return new WireError("AccountNotRegisteredException", $"The account is not a delegated administrator of {principal}.");
        call.State.Tables.Organizations.Put(call.Organization with { Delegations = left });
        return OperationResult.Empty;
    }
}
