using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Removes a unit that is empty.</summary>
internal static class DeleteOrganizationalUnit
{
    public static readonly OrganizationsOperation Operation = new("DeleteOrganizationalUnit", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("OrganizationalUnitId", Rules.UnitId);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindUnit(call.Organization, id) is null) return Refusals.UnitNotFound(id);
        if (call.State.Indexes.AccountsIn.Of(id).Count > 0 || call.State.Indexes.UnitsIn.Of(id).Count > 0)
            return new WireError("OrganizationalUnitNotEmptyException", "The organizational unit still has accounts or organizational units in it.");
        call.State.Tables.Units.Remove(id);
        call.State.Tables.Attachments.Remove(id);
        call.State.Tables.Tags.Remove(id);
        return OperationResult.Empty;
    }
}
