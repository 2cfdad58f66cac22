using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Ends an organization that has no member accounts and no organizational units left.</summary>
internal static class DeleteOrganization
{
    public static readonly OrganizationsOperation Operation = new("DeleteOrganization", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var organization = call.Organization;
        if (call.State.Indexes.Members.Of(organization.Id).Count > 1 || call.State.InProgress(organization).Any())
            return new WireError("OrganizationNotEmptyException", "The organization still has member accounts.");
        if (call.State.Indexes.Units.Of(organization.Id).Count > 0)
            return new WireError("OrganizationNotEmptyException", "The organization still has organizational units.");
        call.State.Dissolve(organization);
        return OperationResult.Empty;
    }
}
