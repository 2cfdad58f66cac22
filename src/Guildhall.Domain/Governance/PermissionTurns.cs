using System.Collections.Immutable;

namespace Guildhall.Domain.Governance;

/// <summary>What a change makes of permissions to buy one product in one account, for what is in use: agreements, charges.</summary>
public sealed class PermissionTurns
{
    private readonly GovernanceSnapshot _before;
    private readonly GovernanceSnapshot _after;
    private readonly HashSet<string> _touched;

    /// <summary>Asks only about accounts whose permissions the change touches. A new account counts as governed by nothing before, as in <see cref="Difference"/>.</summary>
    /// <param name="affected">The accounts of <see cref="Difference"/>, by their numbers in the later tree.</param>
    public PermissionTurns(GovernanceSnapshot before, GovernanceSnapshot after, ImmutableArray<AffectedAccount> affected)
    {
        (_before, _after) = (before.With(after.Catalogue), after);
        var nodes = after.Marketplace.Organization.Tree.Nodes;
        _touched = affected.Where(a => !a.Products.IsNone).Select(a => nodes[a.Account].Id.Value).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether the account may buy the product after the change; null where that is as it was.</summary>
    public bool? Of(string account, string product)
    {
        if (!_touched.Contains(account)) return null;
        var (then, now) = (_before.Decide(account, product).Reason, _after.Decide(account, product).Reason);
        var permitted = then == DecisionReason.AccountNotFound ? now != DecisionReason.ProductNotFound : then.Decision() == Decision.Allow;
        return permitted != (now.Decision() == Decision.Allow) ? !permitted : null;
    }

    /// <summary>Whether the product is denied to the account by the change: it may not have been approved for it before.</summary>
    public bool Denies(string account, string product) => _after.Decide(account, product).Reason == DecisionReason.ProductDenied && _before.Decide(account, product).Reason != DecisionReason.ProductDenied;
}
