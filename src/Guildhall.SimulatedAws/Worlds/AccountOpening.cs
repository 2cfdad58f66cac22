using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>New accounts: stand-alone ones, and members with the two roles that AWS puts into them.</summary>
internal static class AccountOpening
{
    public static Account Open(this WorldState state, string name, string email, DateTimeOffset at, Membership? membership = null)
    {
        var account = new Account
        {
            Id = WorldState.Fresh(state.Ids.Account, state.Tables.Accounts.Contains),
            Name = name,
            Email = email,
            State = AccountState.ACTIVE,
            CreatedAt = at,
            Membership = membership,
        };
        state.Tables.Accounts.Put(account);
        return account;
    }

    /// <summary>A member created by the organization, directly in the given parent, that its management account can enter by the role.</summary>
    public static Account OpenMember(this WorldState state, Organization organization, string parentId, string name, string email, DateTimeOffset at, string roleName)
    {
        var account = state.Open(name, email, at, new Membership(organization.Id, parentId, JoinedMethod.CREATED, at));
        state.AddAccessRole(organization, account, roleName);
        state.LinkRole(account.Id, LinkedService.Organizations, at);
        return account;
    }

    private static void AddAccessRole(this WorldState state, Organization organization, Account account, string roleName) =>
        state.Tables.Roles.Put(new Role
        {
            AccountId = account.Id,
            Name = roleName,
            Path = "/",
            UniqueId = state.Ids.Role(),
            CreatedAt = account.CreatedAt,
            TrustPolicy = TrustPolicies.ForAccount(organization.ManagementAccountId),
            Permissions = Permissions.None.Attach(Iam.ManagedPolicies.AdministratorAccess),
        });
}
