using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the units directly in the root or in a unit.</summary>
internal static class ListOrganizationalUnitsForParent
{
    public static readonly OrganizationsOperation Operation = new("ListOrganizationalUnitsForParent", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var parentId = call.Input.Text("ParentId", Rules.ParentId);
        var page = call.Page($"ListOrganizationalUnitsForParent/{parentId}", call.State.Indexes.UnitsIn.Of(parentId));
        if (call.Input.Fault is { } fault) return fault;
        if (!call.State.HasParent(call.Organization, parentId)) return Refusals.ParentNotFound(parentId);
        var units = page.Ids.Select(id => UnitShape.Of(call, call.State.Tables.Units.Get(id))).ToArray();
        return Answer.With(json =>
        {
            json.WriteStartArray("OrganizationalUnits");
            foreach (var unit in units) unit.Write(json);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
