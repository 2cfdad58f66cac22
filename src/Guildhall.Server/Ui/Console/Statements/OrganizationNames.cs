using Guildhall.App;

namespace Guildhall.Server.Ui.Console.Statements;

/// <summary>What organizations are called: by their management accounts.</summary>
internal static class OrganizationNames
{
    /// <summary>By the organization's id.</summary>
    public static IReadOnlyDictionary<string, string> In(Installation guildhall) => guildhall.Marketplaces.All.ToDictionary(
        t => t.State.Tenant.Value, t => guildhall.Marketplaces.NameOf(t.Marketplace.Organization.ManagementAccount) ?? t.State.Tenant.Value, StringComparer.Ordinal);
}
