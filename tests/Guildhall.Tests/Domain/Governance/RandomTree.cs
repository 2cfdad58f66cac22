using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>An organization of up to five levels that grows, shrinks and moves; built from its nodes in random order.</summary>
internal sealed class RandomTree
{
    private const string Root = "r-aaaa";
    private readonly Random _random;
    private readonly List<(OrganizationNode Node, string? Parent)> _nodes = [(World.Node(World.OrganizationId.Value), null)];
    private int _made = 1;

    public RandomTree(Random random)
    {
        _random = random;
        _nodes.Add((World.Node(World.Management.Value), Root));
        for (var i = random.Next(1, 6); i > 0; i--) Add(NewUnit());
        for (var i = random.Next(2, 12); i > 0; i--) Add(NewAccount());
    }

    public OrganizationTree Build() => OrganizationTree.Build(
        _nodes.OrderBy(_ => _random.Next()).OrderByDescending(n => n.Parent is null)
            .Select(n => (n.Node, n.Parent is { } parent ? new PrincipalId(parent) : (PrincipalId?)null)),
        Root);

    public string MoveAccount()
    {
        var place = AnyAccount();
        _nodes[place] = (_nodes[place].Node, AnyParent());
        return $"move {_nodes[place].Node.Id} to {_nodes[place].Parent}";
    }

    public string CloseAccount()
    {
        var place = AnyAccount();
        _nodes[place] = (_nodes[place].Node with { State = AccountState.Closed }, _nodes[place].Parent);
        return $"close {_nodes[place].Node.Id}";
    }

    public string GrowOrShrink()
    {
        if (_random.Next(2) == 0) return Add(_random.Next(3) == 0 ? NewUnit() : NewAccount());
        var removable = _nodes.Where(n => IsLeaf(n.Node) && n.Node.Id != PrincipalId.Of(World.Management)).ToList();
        if (removable.Count == 0) return "";
        var gone = removable[_random.Next(removable.Count)];
        _nodes.Remove(gone);
        return $"remove {gone.Node.Id}";
    }

    private string Add(string id)
    {
        var parent = AnyParent();
        _nodes.Add((World.Node(id), parent));
        return $"add {id} under {parent}";
    }

    private bool IsLeaf(OrganizationNode node) => node.Kind != NodeKind.Organization && _nodes.All(n => n.Parent != node.Id.Value);

    private string NewUnit() => $"ou-aaaa-{++_made:D8}";

    private string NewAccount() => $"{++_made:D12}";

    private string AnyParent()
    {
        var units = _nodes.Where(n => n.Node.Kind == NodeKind.OrganizationalUnit && Depth(n.Parent) < 4);
        string[] parents = [Root, .. units.Select(n => n.Node.Id.Value)];
        return parents[_random.Next(parents.Length)];
    }

    private int Depth(string? parent) => parent is null or Root ? 0 : 1 + Depth(_nodes.Single(n => n.Node.Id.Value == parent).Parent);

    private int AnyAccount()
    {
        var accounts = Enumerable.Range(0, _nodes.Count).Where(i => _nodes[i].Node.Kind == NodeKind.Account).ToList();
        return accounts[_random.Next(accounts.Count)];
    }
}
