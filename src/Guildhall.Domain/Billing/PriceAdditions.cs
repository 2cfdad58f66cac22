using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>The lines that rules add to an account's month: fixed fees and managed services. Of those of one kind and scope one wins, scopes are added up. vendor-integration.md 15.4.</summary>
/// <param name="rules">Of the account, from <see cref="RuleBook.For"/>.</param>
internal sealed class PriceAdditions(ImmutableArray<PriceRule> rules)
{
    private readonly ImmutableArray<IGrouping<(PriceKind Kind, PriceScope Scope), PriceRule>> _rivals = [.. rules.Where(r => !r.PricesLines).GroupBy(r => (r.Kind, r.Scope))];

    private readonly ImmutableArray<DateOnly> _borders = [.. rules.Where(r => !r.PricesLines).SelectMany(r => r.Until is { } last ? new[] { r.From, last.AddDays(1) } : [r.From]).Distinct().OrderDescending()];

    /// <summary>The first of the days up to this one on which the same additions hold; the first of all where none does.</summary>
    public DateOnly Since(DateOnly day) => _borders.FirstOrDefault(b => b <= day);

    public IEnumerable<(PriceRule Rule, string Currency, Int128 Priced)> Of(IReadOnlyList<PricedLine> lines) =>
        lines.Count == 0 ? [] : _rivals.SelectMany(g => g.Key.Kind == PriceKind.FixedFee ? Fee(g, lines) : Shares(g, lines));

    /// <summary>A month's, once: the strongest's that holds on a day of a line in its scope.</summary>
    private static IEnumerable<(PriceRule, string, Int128)> Fee(IEnumerable<PriceRule> rivals, IReadOnlyList<PricedLine> lines)
    {
        if (rivals.FirstOrDefault(r => lines.Any(l => r.HoldsOn(l.Since) && r.Scope.Holds(l.Cost.Key))) is { } rule) yield return (rule, rule.Currency!, rule.Fee.Units);
    }

    /// <summary>Of each line in the scope a share for the strongest that holds then; rounded once for each of them.</summary>
    private static IEnumerable<(PriceRule, string, Int128)> Shares(IEnumerable<PriceRule> rivals, IReadOnlyList<PricedLine> lines)
    {
        ImmutableArray<PriceRule> ordered = [.. rivals];
        var totals = new SortedDictionary<(int Place, string Currency), Int128>();
        foreach (var (cost, since) in lines.Where(l => LineItemType.IsPriced(l.Cost.Key.LineItemType) && ordered[0].Scope.Holds(l.Cost.Key)))
        {
            var place = ordered.Index().Where(r => r.Item.HoldsOn(since)).Select(r => r.Index).FirstOrDefault(-1);
            if (place >= 0) totals[(place, cost.Key.Currency)] = totals.GetValueOrDefault((place, cost.Key.Currency)) + cost.Priced;
        }

        return totals.Select(t => (ordered[t.Key.Place], t.Key.Currency, ordered[t.Key.Place].Percent.Of(t.Value)));
    }
}
