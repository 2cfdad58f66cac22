using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Tells about one unit.</summary>
internal static class DescribeOrganizationalUnit
{
    public static readonly OrganizationsOperation Operation = new("DescribeOrganizationalUnit", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("OrganizationalUnitId", Rules.UnitId);
        if (call.Input.Fault is { } fault) return fault;
        return call.State.FindUnit(call.Organization, id) is { } unit ? Answer.With(UnitShape.Of(call, unit).WriteNamed) : Refusals.UnitNotFound(id);
    }
}
