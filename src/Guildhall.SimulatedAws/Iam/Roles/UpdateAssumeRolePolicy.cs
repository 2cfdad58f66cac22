using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Replaces the trust policy of a role.</summary>
internal static class UpdateAssumeRolePolicy
{
    public static readonly QueryOperation Operation = new("UpdateAssumeRolePolicy", Handle) { Resource = RoleArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var name = call.Input.Text("RoleName", Rules.RoleName);
        var document = call.Input.Text("PolicyDocument", Rules.Document);
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindRole(name) is not { } role) return Refusals.NoRole(name);
        if (role.LinkedService is not null) return Refusals.Unmodifiable(role.Name);
        if (PolicyText.Refuse(document, PolicyKind.Trust) is { } malformed) return malformed;
        call.State.Tables.Roles.Put(role with { TrustPolicy = document });
        return OperationResult.Empty;
    }
}
