using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>What an order says of its organization, against that organization as it was read last.</summary>
internal static class OrderPlace
{
    public static IEnumerable<Problem> Faults(Marketplaces marketplaces, LinkRow link, AccountOrder form)
    {
        if (marketplaces.Find(new TenantId(link.TenantId!))?.Marketplace.Organization.Tree is not { } tree) yield break;
        if (form.Parent is { } parent && !IsUnit(tree, parent)) yield return Problem.Malformed($"The organization has no unit {parent}.", nameof(AccountOrder.Parent));
        if (form.Email?.Trim() is { } email && tree.Nodes.Any(n => string.Equals(n.Email, email, StringComparison.OrdinalIgnoreCase))) yield return Addresses.Taken;
    }

    private static bool IsUnit(OrganizationTree tree, string id) =>
        tree.RootId == id || (tree.Find(id) is { } node && tree.KindOf(node) == NodeKind.OrganizationalUnit);
}
