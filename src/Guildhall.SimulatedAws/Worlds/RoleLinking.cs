using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Service-linked roles.</summary>
internal static class RoleLinking
{
    public static Role? FindLinkedRole(this WorldState state, string accountId, LinkedService service) =>
        state.Tables.Roles.Find(Names.Of(accountId, service.RoleName));

    /// <summary>Makes the service's role in the account; there must be none yet.</summary>
    public static Role LinkRole(this WorldState state, string accountId, LinkedService service, DateTimeOffset at, string? description = null)
    {
        var role = new Role
        {
            AccountId = accountId,
            Name = service.RoleName,
            Path = service.Path,
            UniqueId = state.Ids.Role(),
            CreatedAt = at,
            TrustPolicy = TrustPolicies.ForService(service.Principal),
            Description = description,
            LinkedService = service.Principal,
            Permissions = Permissions.None.Attach(service.PolicyArn),
        };
        state.Tables.Roles.Put(role);
        return role;
    }
}
