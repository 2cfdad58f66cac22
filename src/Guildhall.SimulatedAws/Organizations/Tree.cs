using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Where things stand in an organization: the root, units up to five deep, accounts in either.</summary>
internal static class Tree
{
    /// <summary>Whether the id is the root of the organization or one of its units.</summary>
    public static bool HasParent(this WorldState state, Organization organization, string parentId) =>
        parentId == organization.RootId || state.FindUnit(organization, parentId) is not null;

    public static OrganizationalUnit? FindUnit(this WorldState state, Organization organization, string unitId) =>
        state.Tables.Units.Find(unitId) is { } unit && unit.OrganizationId == organization.Id ? unit : null;

    public static Account? FindMember(this WorldState state, Organization organization, string accountId) =>
        state.Tables.Accounts.Find(accountId) is { } account && account.Membership?.OrganizationId == organization.Id ? account : null;

    /// <summary>How many units lie between the parent and the root, the parent included; 0 for the root.</summary>
    public static int Depth(this WorldState state, string parentId)
    {
        var depth = 0;
        for (var unit = state.Tables.Units.Find(parentId); unit is not null; unit = state.Tables.Units.Find(unit.ParentId)) depth++;
        return depth;
    }

    /// <summary><c>o-…/r-…/ou-…/</c> down to the parent.</summary>
    public static string PathOf(this WorldState state, Organization organization, string parentId) =>
        state.Tables.Units.Find(parentId) is { } unit
            ? $"{state.PathOf(organization, unit.ParentId)}{unit.Id}/"
            : $"{organization.Id}/{organization.RootId}/";

    /// <summary>Whether a sibling has the name already; a unit does not clash with itself.</summary>
    public static bool NameIsTaken(this WorldState state, string parentId, string name, string? exceptUnitId) =>
        state.Indexes.UnitsIn.Of(parentId).All.Any(id => id != exceptUnitId && state.Tables.Units.Get(id).Name == name);
}
