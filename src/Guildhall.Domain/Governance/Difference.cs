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
        var comparison = new Comparison(after.Catalogue.Products.Length);
        var nodes = after.Marketplace.Organization.Tree.Nodes;
        var earlier = before.Marketplace.Organization.Tree;
        var sameTree = ReferenceEquals(earlier, after.Marketplace.Organization.Tree);
        var affected = ImmutableArray.CreateBuilder<AffectedAccount>();
        for (var node = 0; node < nodes.Length; node++)
        {
            if (nodes[node].Kind != NodeKind.Account) continue;
            var then = sameTree ? node : earlier.Find(nodes[node].Id.Value) ?? -1;
            var governor = (then < 0 ? null : before.GovernorOf(then)?.Experience) != after.GovernorOf(node)?.Experience;
            var products = comparison.Of(then < 0 ? null : before.PolicyFor(then), after.PolicyFor(node));
            if (governor || !products.IsNone) affected.Add(new AffectedAccount(node, governor, products));
        }

        return new Difference(affected.ToImmutable());
    }

    /// <summary>Compares each pair of policies once; no policy permits everything.</summary>
    private sealed class Comparison(int catalogue)
    {
        private static readonly object Everything = new();
        private readonly Dictionary<(object, object), PermissionChange> _known = [];

        public PermissionChange Of(PolicyTable? before, PolicyTable? after)
        {
            if (ReferenceEquals(before, after)) return default;
            var pair = (before ?? Everything, after ?? Everything);
            if (_known.TryGetValue(pair, out var change)) return change;
            return _known[pair] = Compare(before, after);
        }

        private PermissionChange Compare(PolicyTable? before, PolicyTable? after)
        {
            if (before is null) return new PermissionChange(after!.PermittedUnknown().Count, catalogue - after.Permitted().Count());
            if (after is null) return new PermissionChange(catalogue - before.Permitted().Count(), before.PermittedUnknown().Count);
            var (then, now) = (before.Permitted().ToHashSet(), after.Permitted().ToHashSet());
            var (unknownThen, unknownNow) = (before.PermittedUnknown(), after.PermittedUnknown());
            return new PermissionChange(
                now.Count(p => !then.Contains(p)) + unknownNow.Except(unknownThen).Count,
                then.Count(p => !now.Contains(p)) + unknownThen.Except(unknownNow).Count);
        }
    }
}
