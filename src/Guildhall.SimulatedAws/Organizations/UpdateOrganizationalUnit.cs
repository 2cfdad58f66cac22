using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Renames a unit; its id stays.</summary>
internal static class UpdateOrganizationalUnit
{
    public static readonly OrganizationsOperation Operation = new("UpdateOrganizationalUnit", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("OrganizationalUnitId", Rules.UnitId);
        var name = call.Input.OptionalText("Name", Rules.UnitName);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindUnit(call.Organization, id) is not { } unit) return Refusals.UnitNotFound(id);
        if (name is not null && call.State.NameIsTaken(unit.ParentId, name, id)) return Refusals.UnitNameTaken(name);
        var renamed = unit with { Name = name ?? unit.Name };
        if (renamed != unit) call.State.Tables.Units.Put(renamed);
        return Answer.With(UnitShape.Of(call, renamed).WriteNamed);
    }
}
