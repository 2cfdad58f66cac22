using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Tells about a role.</summary>
internal static class GetRole
{
    public static readonly QueryOperation Operation = new("GetRole", Handle) { Resource = RoleArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var name = call.Input.Text("RoleName", Rules.RoleName);
        if (call.Input.Fault is { } fault) return fault;
        return call.FindRole(name) is { } role ? RoleShape.Result(role) : Refusals.NoRole(name);
    }
}
