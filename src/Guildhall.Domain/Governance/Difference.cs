using System.Collections.Immutable;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Governance;

/// <summary>
/// Who is affected by going from one snapshot to another: the accounts of the later one whose governing experience or permitted products differ
/// (M-13). What the catalogue alone decides (existence, visibility, always entitled) is left out; the later catalogue is taken for both. A new
/// account counts as governed by nothing before.
/// </summary>
public sealed class Difference
{
    private Difference(ImmutableArray<AffectedAccount> accounts) => Accounts = accounts;

    /// <summary>In the order of the later tree.</summary>
    public ImmutableArray<AffectedAccount> Accounts { get; }

    /// <summary>Both snapshots must be of one tenant.</summary>
    public static Difference Between(GovernanceSnapshot before, GovernanceSnapshot after)
    {
        before = before.With(after.Catalogue);
        var comparison = new Comparison();
        var nodes = after.Marketplace.Organization.Tree.Nodes;
        var earlier = before.Marketplace.Organization.Tree;
        var sameTree = ReferenceEquals(earlier, after.Marketplace.Organization.Tree);
        var affected = ImmutableArray.CreateBuilder<AffectedAccount>();
        for (var node = 0; node < nodes.Length; node++)
        {
            if (nodes[node].Kind != NodeKind.Account) continue;
            var then = sameTree ? node : earlier.Find(nodes[node].Id.Value) ?? -1;
            var governor = (then < 0 ? null : before.GovernorOf(then)?.Experience) != after.GovernorOf(node)?.Experience;
            var products = comparison.Differ(then < 0 ? null : before.PolicyFor(then), after.PolicyFor(node));
            if (governor || products) affected.Add(new AffectedAccount(node, governor, products));
        }

        return new Difference(affected.ToImmutable());
    }

    /// <summary>Compares each pair of policies once; no policy permits everything.</summary>
    private sealed class Comparison
    {
        private readonly Dictionary<(PolicyTable, PolicyTable), bool> _known = [];

        public bool Differ(PolicyTable? one, PolicyTable? other)
        {
            if (one is null || other is null) return one != other;
            if (ReferenceEquals(one, other)) return false;
            if (_known.TryGetValue((one, other), out var differ)) return differ;
            return _known[(one, other)] = !one.PermitsTheSameAs(other);
        }
    }
}
