using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Starts the way from consolidated billing to all features; the simulation knows its refusals only.</summary>
internal static class EnableAllFeatures
{
    public static readonly OrganizationsOperation Operation = new("EnableAllFeatures", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call) => call.Organization.FeatureSet == FeatureSet.ALL
        ? new WireError("HandshakeConstraintViolationException", "The organization has all features already.").With("Reason", "ORGANIZATION_ALREADY_HAS_ALL_FEATURES")
        : new WireError("UnsupportedAPIEndpointException", "The simulated AWS asks no members: found the organization with all features instead.");
}
