using Guildhall.App.Access;
using Guildhall.App.Governance;

namespace Guildhall.App.Linking;

/// <summary>
/// Whose links somebody sees and changes. A link belongs to the installation: marketplace managers see and change all of them; others who may read them, such as
/// an auditor, see that of their own organization, when their account stands for it (security.md S-23).
/// </summary>
public static class LinkReach
{
    /// <summary>What a policy must allow to look at links.</summary>
    public const string Read = "guildhall:ReadLinks";

    /// <summary>What a policy must allow to make and change them.</summary>
    public const string Manage = "guildhall:ManageLinks";

    public static bool MayRead(Caller caller) => Authorization.Check(caller, Read, "*") is null;

    public static bool MayManage(Caller caller) => Authorization.Check(caller, Manage, "*") is null;

    /// <summary>Whether the link is within sight.</summary>
    /// <param name="tenant">The tenant of the caller's account; null when it has none.</param>
    internal static bool Sees(Caller caller, TenantView? tenant, LinkedOrganization link) =>
        caller.MarketplaceManager || (tenant is not null && link.TenantId == tenant.State.Tenant.Value && caller.Actor.ActsFor(tenant.Marketplace.Organization));
}
