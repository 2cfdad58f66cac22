using System.Runtime.CompilerServices;
using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>
/// The children of every node in the order in which pages list them: units before accounts, each by name. Sorted once for each version of the
/// tree, so that any node of 50,000 opens at once.
/// </summary>
internal sealed class TreeShelf
{
    private static readonly ConditionalWeakTable<OrganizationTree, TreeShelf> Sorted = [];
    private readonly int[] _starts;
    private readonly int[] _children;
    private readonly int[] _accounts;

    private TreeShelf(OrganizationTree tree)
    {
        var count = tree.Nodes.Length;
        (_starts, _children, _accounts) = (new int[count + 2], new int[count], new int[count]);
        var parents = tree.Parents;
        for (var node = 1; node < count; node++) _starts[parents[node] + 2]++;
        for (var node = 2; node < _starts.Length; node++) _starts[node] += _starts[node - 1];
        for (var node = 1; node < count; node++) _children[_starts[parents[node] + 1]++] = node;
        var order = Comparer<int>.Create((x, y) => Compare(tree, x, y));
        for (var node = 0; node < count; node++) _children.AsSpan(_starts[node].._starts[node + 1]).Sort(order);
        for (var node = count - 1; node >= 0; node--)
        {
            if (tree.KindOf(node) == NodeKind.Account) _accounts[node]++;
            if (parents[node] >= 0) _accounts[parents[node]] += _accounts[node];
        }
    }

    public static TreeShelf Of(OrganizationTree tree) => Sorted.GetValue(tree, t => new TreeShelf(t));

    /// <summary>Directly below the node.</summary>
    public ReadOnlySpan<int> ChildrenOf(int node) => _children.AsSpan(_starts[node].._starts[node + 1]);

    /// <summary>Accounts at or below the node, at any depth.</summary>
    public int AccountsBelow(int node) => _accounts[node];

    private static int Compare(OrganizationTree tree, int x, int y)
    {
        var (one, other) = (tree.Nodes[x], tree.Nodes[y]);
        if (one.Kind != other.Kind) return one.Kind.CompareTo(other.Kind);
        var byName = StringComparer.OrdinalIgnoreCase.Compare(one.Name, other.Name);
        return byName != 0 ? byName : StringComparer.Ordinal.Compare(one.Id.Value, other.Id.Value);
    }
}
