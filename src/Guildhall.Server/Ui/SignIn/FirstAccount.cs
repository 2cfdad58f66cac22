using Guildhall.App.Governance;
using Guildhall.App.People;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.SignIn;

/// <summary>The account somebody acts for right after signing in.</summary>
internal static class FirstAccount
{
    public static Problem None { get; } = Problem.Forbidden("You have no role in any linked account. Ask a marketplace manager for one.");

    /// <summary>Where nothing is linked yet, those who run the installation act for no real account.</summary>
    private static readonly AccountId Nowhere = new("000000000000");

    /// <summary>The first account of the person's own; for those who run the installation, the first organization's management account; null without any role.</summary>
    public static AccountId? Of(Person person, Marketplaces marketplaces)
    {
        if (!person.Accounts.IsEmpty) return person.Accounts[0];
        if (!person.IsMarketplaceManager) return null;
        var first = marketplaces.All.OrderBy(t => t.Marketplace.Organization.IsStandalone).ThenBy(t => t.State.Tenant.Value, StringComparer.Ordinal).FirstOrDefault();
        return first?.Marketplace.Organization.ManagementAccount ?? Nowhere;
    }
}
