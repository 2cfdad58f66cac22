using Guildhall.App.Governance;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary>A place in an organization, by its names from the top.</summary>
public sealed record UnitChoice(string Id, string Path);

/// <summary>Where a member account may be moved.</summary>
internal static class UnitChoices
{
    /// <summary>The root and all units, by their paths.</summary>
    public static IReadOnlyList<UnitChoice> Of(Marketplaces marketplaces, AccountView account)
    {
        if (marketplaces.FindTenantOf(new AccountId(account.Id))?.Marketplace.Organization.Tree is not { RootId: { } root } tree) return [];
        var units = Enumerable.Range(0, tree.Nodes.Length).Where(n => tree.KindOf(n) == NodeKind.OrganizationalUnit);
        return [new(root, "Root"), .. units.Select(n => new UnitChoice(tree.Nodes[n].Id.Value, PathOf(tree, n))).OrderBy(c => c.Path, StringComparer.OrdinalIgnoreCase)];
    }

    private static string PathOf(OrganizationTree tree, int node)
    {
        var names = new Stack<string>();
        for (var at = node; at > 0; at = tree.Parents[at]) names.Push(tree.Nodes[at].Name);
        return string.Join(" / ", names);
    }
}
