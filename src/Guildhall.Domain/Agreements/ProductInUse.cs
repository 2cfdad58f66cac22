using System.Collections.Immutable;
using Guildhall.Domain.Governance;

namespace Guildhall.Domain.Agreements;

/// <summary>A product that accounts of an experience use and that it does not approve. M-17.</summary>
/// <param name="Denied">Whether the experience denies it by name.</param>
/// <param name="Agreements">Active agreements on it.</param>
/// <param name="Accounts">Accounts that have one.</param>
/// <param name="Renewal">When the first of them would go on by itself; null when none does.</param>
public sealed record ProductInUse(ProductId Product, bool Denied, int Agreements, int Accounts, DateTimeOffset? Renewal)
{
    /// <summary>The products in use by accounts that an experience governs and does not approve them for: those used most come first.</summary>
    public static ImmutableArray<ProductInUse> NotApproved(GovernanceSnapshot snapshot, EntityId experience, IEnumerable<ActiveAgreement> agreements) =>
    [
        .. agreements
            .Select(a => (Agreement: a, Decision: snapshot.Decide(a.Account.Value, a.Product.Value)))
            .Where(a => a.Decision.Experience == experience && a.Decision.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied)
            .GroupBy(a => a.Agreement.Product)
            .Select(g => new ProductInUse(g.Key, g.First().Decision.Reason == DecisionReason.ProductDenied, g.Count(), g.Select(a => a.Agreement.Account).Distinct().Count(), g.Min(a => a.Agreement.Renewal)))
            .OrderByDescending(p => p.Agreements).ThenBy(p => p.Product.Value, StringComparer.Ordinal),
    ];
}
