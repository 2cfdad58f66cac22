using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Organizations;

/// <summary>Pictures of random organizations, and random changes to them.</summary>
internal sealed class RandomOrganization(int seed)
{
    private static readonly PrincipalId Id = new("o-exampleorgid");

    private readonly Random _random = new(seed);
    private int _next;

    public OrganizationPicture Picture()
    {
        var nodes = new List<PicturedNode> { Account(Id) };
        for (var unit = _random.Next(8); unit > 0; unit--) nodes.Add(Unit(AnyHolder(nodes)));
        for (var account = _random.Next(20); account > 0; account--) nodes.Add(Account(AnyHolder(nodes)));
        return new OrganizationPicture
        {
            OrganizationId = Id,
            RootId = "r-ab12",
            ManagementAccount = new AccountId(nodes[0].Node.Id.Value),
            AllFeatures = true,
            TrustedAccess = _random.Next(2) == 0,
            ServiceLinkedRole = _random.Next(2) == 0,
            DelegatedAdministrators = [],
            Nodes = [.. nodes.OrderBy(_ => _random.Next())],
        };
    }

    /// <summary>The picture after some accounts moved, closed, came or went. The management account stays.</summary>
    public OrganizationPicture Later(OrganizationPicture picture)
    {
        var nodes = picture.Nodes.ToList();
        for (var change = _random.Next(6); change > 0; change--)
        {
            var at = nodes.FindIndex(_random.Next(nodes.Count), n => n.Node.Kind == NodeKind.Account && n.Node.Id.Value != picture.ManagementAccount.Value);
            var kind = _random.Next(4);
            if (kind == 0 || at < 0) nodes.Add(Account(AnyHolder(nodes)));
            else if (kind == 1) nodes.RemoveAt(at);
            else if (kind == 2) nodes[at] = nodes[at] with { Parent = AnyHolder(nodes) };
            else nodes[at] = nodes[at] with { Node = nodes[at].Node with { State = AccountState.Closed } };
        }

        return picture with { Nodes = [.. nodes], TrustedAccess = _random.Next(2) == 0 };
    }

    private PrincipalId AnyHolder(List<PicturedNode> nodes)
    {
        var units = nodes.Where(n => n.Node.Kind == NodeKind.OrganizationalUnit).Select(n => n.Node.Id).Append(Id).ToList();
        return units[_random.Next(units.Count)];
    }

    private PicturedNode Unit(PrincipalId parent) => new(new OrganizationNode(new PrincipalId($"ou-ab12-{_next++:00000000}"), NodeKind.OrganizationalUnit, "U"), parent);

    private PicturedNode Account(PrincipalId parent)
    {
        var id = $"{_next++:000000000000}";
        return new(new OrganizationNode(new PrincipalId(id), NodeKind.Account, $"A{id}", $"{id}@x.example", AccountState.Active), parent);
    }
}
