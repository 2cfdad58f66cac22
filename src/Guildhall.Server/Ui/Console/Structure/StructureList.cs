using Guildhall.App.Governance;
using Guildhall.App.Organizations.TagReading;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Parts;

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
    /// <summary>Nodes that hold every word in name, e-mail, id or tags and that the filter lets through, in the order asked for: that of the tree unless told otherwise.</summary>
    public static async Task<IReadOnlyList<int>> FindAsync(TagSearch tags, TenantView tenant, ListQuery query, StructureFilter filter, NodeKind? kind, CancellationToken cancellation)
    {
        var tree = tenant.Marketplace.Organization.Tree;
        var wanted = await TagHits.OfAsync(tags, tenant, query, cancellation);
        var found = new List<int>();
        for (var node = 0; node < tree.Nodes.Length; node++)
        {
            if (kind is not null && tree.KindOf(node) != kind) continue;
            if (Passes(tenant, node, filter) && wanted.AreAllIn(tree.Nodes[node])) found.Add(node);
        }

        return query.Sort.Length == 0 ? found : [.. query.Sorted(found, node => KeyOf(ExperienceAudiencePages.Listed(tenant, node), query.Sort))];
    }

    /// <summary>What nodes are sorted by.</summary>
    public static string KeyOf(ListedPrincipal listed, string sort) => sort switch
    {
        "kind" => NodeWords.Of(listed.Node.Kind),
        "associated" => listed.Associated?.Name ?? "",
        "governing" => listed.Governing?.Name ?? "",
        "relationship" => listed.Relationship ?? "",
        _ => listed.Node.Name,
    };

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
