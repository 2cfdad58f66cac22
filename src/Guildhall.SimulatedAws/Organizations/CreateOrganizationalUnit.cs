using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Makes a unit in the root or in a unit, at most five deep (aws-operations.md A.2).</summary>
internal static class CreateOrganizationalUnit
{
    public static readonly OrganizationsOperation Operation = new("CreateOrganizationalUnit", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var parentId = call.Input.Text("ParentId", Rules.ParentId);
        var name = call.Input.Text("Name", Rules.UnitName);
        var tags = call.Input.Tags();
        if (call.Input.Fault is { } fault) return fault;
        if (Refuse(call, parentId, name) is { } refusal) return refusal;
        var id = WorldState.Fresh(() => call.State.Ids.Unit(call.Organization.RootId), call.State.Tables.Units.Contains);
        var unit = new OrganizationalUnit(id, call.Organization.Id, parentId, name);
        call.State.Tables.Units.Put(unit);
        if (!tags.IsEmpty) call.State.Tables.Tags.Put(new ResourceTags(id, tags));
        return Answer.With(UnitShape.Of(call, unit).WriteNamed);
    }

    private static WireError? Refuse(OrganizationsCall call, string parentId, string name)
    {
        if (!call.State.HasParent(call.Organization, parentId)) return Refusals.ParentNotFound(parentId);
        if (call.State.Depth(parentId) >= Rules.DepthMaximum)
            return Refusals.Constraint("OU_DEPTH_LIMIT_EXCEEDED", $"Organizational units may be at most {Rules.DepthMaximum} deep.");
        if (call.State.Indexes.Units.Of(call.Organization.Id).Count >= Rules.UnitMaximum)
            return Refusals.Constraint("OU_NUMBER_LIMIT_EXCEEDED", $"An organization may have at most {Rules.UnitMaximum} organizational units.");
        return call.State.NameIsTaken(parentId, name, null) ? Refusals.UnitNameTaken(name) : null;
    }
}
