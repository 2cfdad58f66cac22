using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>The end of a service-linked role: refused while its service still has trusted access (aws-operations.md B).</summary>
internal static class RoleDeletions
{
    public static void Decide(this WorldState state, RoleDeletion deletion)
    {
        var id = Names.Of(deletion.AccountId, deletion.RoleName);
        var inUse = state.Tables.Roles.Find(id) is { } role && state.IsInUse(role);
        state.Tables.RoleDeletions.Put(deletion with { DecidedAt = null, FailureReason = inUse ? "The service still uses the role: disable its trusted access first." : null });
        if (!inUse) state.Tables.Roles.Remove(id);
    }

    private static bool IsInUse(this WorldState state, Role role)
    {
        var account = state.Tables.Accounts.Get(role.AccountId);
        if (account.Membership is not { } membership || role.LinkedService is not { } service) return false;
        return service == LinkedService.Organizations.Principal || state.Tables.Organizations.Get(membership.OrganizationId).Trusts(service);
    }
}
