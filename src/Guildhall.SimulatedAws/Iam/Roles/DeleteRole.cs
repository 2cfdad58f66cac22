using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Removes a role that has no policies left and belongs to no service.</summary>
internal static class DeleteRole
{
    public static readonly QueryOperation Operation = new("DeleteRole", Handle) { Resource = RoleArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var name = call.Input.Text("RoleName", Rules.RoleName);
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindRole(name) is not { } role) return Refusals.NoRole(name);
        if (role.LinkedService is not null) return Refusals.Unmodifiable(role.Name);
        if (!role.Permissions.Attached.IsEmpty || !role.Permissions.Inline.IsEmpty) return Refusals.Conflict("The role still has policies.");
        call.State.Tables.Roles.Remove(role.Id);
        return OperationResult.Empty;
    }
}
