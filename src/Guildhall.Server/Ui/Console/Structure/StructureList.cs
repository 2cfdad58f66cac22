using Guildhall.App.Governance;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>What a list of nodes is narrowed to.</summary>
public enum StructureFilter
{
    All,

    /// <summary>No live experience on the way to the organization.</summary>
    Ungoverned,

    /// <summary>Another governing experience than the node above has.</summary>
    Differs,
}

/// <summary>Finds nodes of an organization for pages and exports.</summary>
internal static class StructureList
{
    /// <summary>
    /// Nodes, in the order of the tree, that hold every word in name, e-mail or id and that the filter lets through, from a position on; with the
    /// position of the next page, or null at the end.
    /// </summary>
    public static (IReadOnlyList<int> Nodes, int? Next) Find(TenantView tenant, string words, StructureFilter filter, NodeKind? kind, int from, int take)
    {
        var tree = tenant.Marketplace.Organization.Tree;
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<int>();
        for (var node = Math.Max(from, 0); node < tree.Nodes.Length; node++)
        {
            if (kind is not null && tree.KindOf(node) != kind) continue;
            if (!Passes(tenant, node, filter) || !wanted.All(word => ExperienceAudiencePages.Holds(tree.Nodes[node], word))) continue;
            if (found.Count == take) return (found, node);
            found.Add(node);
        }

        return (found, null);
    }

    /// <summary>The names from the organization down to the node, the node last.</summary>
    public static string Way(OrganizationTree tree, int node)
    {
        var names = new Stack<string>();
        for (; node >= 0; node = tree.Parents[node]) names.Push(tree.Nodes[node].Name);
        return string.Join(" / ", names);
    }

    private static bool Passes(TenantView tenant, int node, StructureFilter filter) => filter switch
    {
        StructureFilter.Ungoverned => tenant.Governance.GovernorOf(node) is null,
        StructureFilter.Differs => tenant.Marketplace.Organization.Tree.Parents[node] is >= 0 and var above
            && tenant.Governance.GovernorOf(node)?.Experience != tenant.Governance.GovernorOf(above)?.Experience,
        _ => true,
    };
}
