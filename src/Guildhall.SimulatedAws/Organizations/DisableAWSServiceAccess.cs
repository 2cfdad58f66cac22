using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Ends the trust in a service. Its delegated administrators stay registered (aws-operations.md B).</summary>
internal static class DisableAWSServiceAccess
{
    public static readonly OrganizationsOperation Operation = new("DisableAWSServiceAccess", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var principal = call.Input.ServicePrincipal();
        if (call.Input.Fault is { } fault) return fault;
        if (!call.Organization.Trusts(principal)) return OperationResult.Empty;
        var left = call.Organization.ServiceAccess.RemoveAll(access => access.Principal == principal);
        call.State.Tables.Organizations.Put(call.Organization with { ServiceAccess = left });
        return OperationResult.Empty;
    }
}
