using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Makes a role that those may assume whom its trust policy names.</summary>
internal static class CreateRole
{
    public static readonly QueryOperation Operation = new("CreateRole", Handle) { Resource = RoleArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var role = Read(call);
        if (call.Input.Fault is { } fault) return fault;
        if (PolicyText.Refuse(role.TrustPolicy, PolicyKind.Trust) is { } malformed) return malformed;
        if (role.Path.StartsWith("/aws-service-role/", StringComparison.Ordinal)) return Refusals.Input("Roles below /aws-service-role/ belong to services.");
        if (call.FindRole(role.Name) is not null) return Refusals.Exists("role", role.Name);
        if (call.State.Indexes.Roles.Of(call.AccountId).Count >= Rules.RolesPerAccount) return Refusals.Limit("RolesPerAccount", Rules.RolesPerAccount);
        call.State.Tables.Roles.Put(role);
        return RoleShape.Result(role);
    }

    private static Role Read(QueryCall call)
    {
        if (call.Input.Has("PermissionsBoundary")) call.Input.Blame("The simulated AWS knows no permissions boundaries.");
        return new Role
        {
            AccountId = call.AccountId,
            Name = call.Input.Text("RoleName", Rules.RoleName),
            Path = call.Input.OptionalText("Path", Rules.Path) ?? "/",
            TrustPolicy = call.Input.Text("AssumeRolePolicyDocument", Rules.Document),
            Description = call.Input.OptionalText("Description", Rules.Description),
            MaxSessionDuration = call.Input.Number("MaxSessionDuration", Rules.SessionMinimum, Rules.SessionMaximum) ?? Rules.SessionMinimum,
            Tags = call.Input.Tags(),
            UniqueId = call.State.Ids.Role(),
            CreatedAt = call.State.Now,
        };
    }
}
