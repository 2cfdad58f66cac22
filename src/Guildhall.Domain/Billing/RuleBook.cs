using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>
/// The rules of one organization and month in the order in which they win: nearest target, narrowest scope, highest priority, newest.
/// One rule wins a line. vendor-integration.md 15.4.
/// </summary>
public sealed class RuleBook
{
    private readonly string _organization;
    private readonly ImmutableArray<PriceRule> _ordered;

    /// <param name="rules">Any rules, in any order; of each only the newest version that holds on a day counts there.</param>
    public RuleBook(IEnumerable<PriceRule> rules, string organization, DateOnly month)
    {
        _organization = organization;
        _ordered =
        [
            .. rules.Where(r => r.HoldsIn(month))
                .OrderByDescending(r => r.Target.Kind).ThenByDescending(r => r.Scope.Kind).ThenByDescending(r => r.Priority)
                .ThenByDescending(r => r.Made).ThenByDescending(r => r.Version).ThenBy(r => r.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The rules that may win something of an account, the strongest first.</summary>
    public ImmutableArray<PriceRule> For(BilledAccount account) => [.. _ordered.Where(r => r.IsFor(_organization, account))];

    /// <summary>The rule that wins a line, or null: the defaults hold.</summary>
    /// <param name="rules">Of the line's account, from <see cref="For"/>.</param>
    public static PriceRule? Winner(ImmutableArray<PriceRule> rules, CostKey cost, DateOnly day)
    {
        foreach (var rule in rules)
        {
            if (rule.PricesLines && rule.HoldsOn(day) && rule.Scope.Holds(cost)) return rule;
        }

        return null;
    }
}
