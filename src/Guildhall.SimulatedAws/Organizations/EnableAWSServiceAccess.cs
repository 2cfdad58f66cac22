using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Trusts a service with the organization; a repeat changes nothing (aws-operations.md A.7).</summary>
internal static class EnableAWSServiceAccess
{
    public static readonly OrganizationsOperation Operation = new("EnableAWSServiceAccess", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var principal = call.Input.ServicePrincipal();
        if (call.Input.Fault is { } fault) return fault;
        if (call.Organization.FeatureSet != FeatureSet.ALL) return Refusals.NotAllFeatures();
        if (call.Organization.Trusts(principal)) return OperationResult.Empty;
        var access = new ServiceAccess(principal, call.State.Now);
        call.State.Tables.Organizations.Put(call.Organization with { ServiceAccess = call.Organization.ServiceAccess.Add(access) });
        return OperationResult.Empty;
    }
}
