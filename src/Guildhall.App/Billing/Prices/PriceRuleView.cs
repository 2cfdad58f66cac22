using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Prices;

/// <summary>A version of a price rule as it is shown.</summary>
/// <param name="UsedUntil">The last day that it priced of a month that is closed; null when it has priced none.</param>
public sealed record PriceRuleView(PriceRule Rule, string MadeBy, DateTimeOffset? EndedAt, string? EndedBy, DateOnly? UsedUntil)
{
    /// <summary>Whether it was taken out, or replaced, before it priced anything.</summary>
    public bool TakenOut => !PriceRuleRows.HoldsEver(Rule);

    /// <param name="today">UTC.</param>
    public string State(DateOnly today) => TakenOut ? "TakenOut" : Rule.Until < today ? "Ended" : Rule.From > today ? "Planned" : "InForce";
}
