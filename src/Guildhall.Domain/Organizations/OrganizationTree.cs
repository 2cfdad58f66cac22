using System.Collections.Immutable;

namespace Guildhall.Domain.Organizations;

public enum NodeKind : byte
{
    Organization,
    OrganizationalUnit,
    Account,
}

/// <summary>An account's state as AWS names it. aws-operations.md A.2.</summary>
public enum AccountState : byte
{
    Unknown,
    PendingActivation,
    Active,
    Suspended,
    PendingClosure,
    Closed,
}

/// <summary>One organization, OU or account. <paramref name="Email"/> and <paramref name="State"/> are meant for accounts.</summary>
public sealed record OrganizationNode(PrincipalId Id, NodeKind Kind, string Name, string? Email = null, AccountState State = AccountState.Unknown);

/// <summary>
/// The hierarchy of one tenant, immutable, by integers: a node's number is its place in <see cref="Nodes"/>, parents come before their children,
/// number 0 is the top (the organization, or the stand-alone account itself). The root <c>r-…</c> is an alias of the organization (private-marketplace.md 3.4).
/// </summary>
public sealed class OrganizationTree
{
    private readonly IdIndex _numbers;
    private readonly int[] _parents;

    private OrganizationTree(ImmutableArray<OrganizationNode> nodes, int[] parents, IdIndex numbers, string? rootId) =>
        (Nodes, _parents, _numbers, RootId) = (nodes, parents, numbers, rootId);

    public ImmutableArray<OrganizationNode> Nodes { get; }

    /// <summary>The root's id <c>r-…</c>; null for a stand-alone account.</summary>
    public string? RootId { get; }

    /// <summary>A node's parent number, -1 at the top; indexed like <see cref="Nodes"/>.</summary>
    public ReadOnlySpan<int> Parents => _parents;

    /// <summary>
    /// Builds the tree from nodes in any order with their parents' ids (the top has none). Throws when a parent is unknown or there is a cycle:
    /// what was read from AWS is checked before.
    /// </summary>
    public static OrganizationTree Build(IEnumerable<(OrganizationNode Node, PrincipalId? Parent)> nodes, string? rootId = null)
    {
        var given = nodes.ToArray();
        var places = new Dictionary<string, int>(given.Length, StringComparer.Ordinal);
        for (var place = 0; place < given.Length; place++) places.Add(given[place].Node.Id.Value, place);
        var ordered = new List<OrganizationNode>(given.Length);
        var parents = new List<int>(given.Length);
        var numbers = new Dictionary<string, int>(given.Length + 1, StringComparer.Ordinal);
        for (var place = 0; place < given.Length; place++) Place(place, depth: 0);
        if (rootId is not null) numbers.Add(rootId, 0);
        return new OrganizationTree([.. ordered], [.. parents], IdIndex.Of(numbers), rootId);

        int Place(int place, int depth)
        {
            var (node, parent) = given[place];
            if (numbers.TryGetValue(node.Id.Value, out var known)) return known;
            if (depth > 64) throw new ArgumentException($"The parents of {node.Id} form a cycle.", nameof(nodes));
            var above = parent is { } p ? Place(places[p.Value == rootId ? ordered[0].Id.Value : p.Value], depth + 1) : -1;
            if (above < 0 && ordered.Count > 0) throw new ArgumentException($"{node.Id} is a second top.", nameof(nodes));
            numbers.Add(node.Id.Value, ordered.Count);
            ordered.Add(node);
            parents.Add(above);
            return ordered.Count - 1;
        }
    }

    /// <summary>The tree of a stand-alone account.</summary>
    public static OrganizationTree Standalone(AccountId account, string name, string? email = null) =>
        Build([(new OrganizationNode(PrincipalId.Of(account), NodeKind.Account, name, email, AccountState.Active), null)]);

    /// <summary>The number of an account, OU, organization or root id; null when it is not in this tree.</summary>
    public int? Find(string id) => _numbers.Find(id) is >= 0 and var number ? number : null;

    /// <summary>The unit or root that the node is in; null for the organization itself and without a root.</summary>
    public string? ParentIdOf(int node) => _parents[node] switch { < 0 => null, 0 => RootId, var above => Nodes[above].Id.Value };

    /// <summary>Whether accounts can be there: it is the root or a unit.</summary>
    public bool HasPlace(string id) => RootId == id || (Find(id) is { } node && KindOf(node) == NodeKind.OrganizationalUnit);

    public NodeKind KindOf(int node) => Nodes[node].Kind;
}
