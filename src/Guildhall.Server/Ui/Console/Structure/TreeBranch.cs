using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>
/// What of a tree is written for a chosen node: the way down to it, and one page of the children of the node that is open, which is the chosen one, or
/// for an account the node above it.
/// </summary>
/// <param name="Way">Numbers of nodes from the top to the open one.</param>
/// <param name="Children">A page of what is directly below the open node.</param>
/// <param name="From">The place of the page's first child.</param>
/// <param name="Total">All children of the open node.</param>
public sealed record TreeBranch(IReadOnlyList<int> Way, IReadOnlyList<int> Children, int From, int Total)
{
    public const int PageSize = 50;

    public int Open => Way[^1];

    /// <summary>For each step of the way but the last: the next step among the units beside it, at most a page of them.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Beside { get; init; }

    public int? Next => From + Children.Count < Total ? From + Children.Count : null;

    public int? Previous => From > 0 ? Math.Max(0, From - PageSize) : null;

    /// <param name="tree">The organization.</param>
    /// <param name="node">The chosen node.</param>
    /// <param name="from">Where the page begins; null for the page that has the chosen account, or the first.</param>
    internal static TreeBranch Of(OrganizationTree tree, int node, int? from)
    {
        var open = tree.KindOf(node) == NodeKind.Account && tree.Parents[node] >= 0 ? tree.Parents[node] : node;
        var children = TreeShelf.Of(tree).ChildrenOf(open);
        var place = from ?? (open == node ? 0 : children.IndexOf(node) / PageSize * PageSize);
        place = Math.Clamp(place, 0, children.Length);
        var page = children[place..Math.Min(place + PageSize, children.Length)].ToArray();
        var way = WayTo(tree, open);
        return new TreeBranch(way, page, place, children.Length) { Beside = [.. way.Skip(1).Select((next, at) => UnitsAround(tree, way[at], next))] };
    }

    private static int[] UnitsAround(OrganizationTree tree, int parent, int unit)
    {
        var units = TreeShelf.Of(tree).ChildrenOf(parent).ToArray().TakeWhile(child => tree.KindOf(child) == NodeKind.OrganizationalUnit).ToArray();
        return [.. units.Skip(Array.IndexOf(units, unit) / PageSize * PageSize).Take(PageSize)];
    }

    private static List<int> WayTo(OrganizationTree tree, int node)
    {
        var way = new List<int>();
        for (; node >= 0; node = tree.Parents[node]) way.Insert(0, node);
        return way;
    }
}
