using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>
/// What a month's costs are priced by an organization's rules: exact, in any order of lines the same. vendor-integration.md 15.4.
/// </summary>
/// <param name="book">The month's rules.</param>
/// <param name="defaults">What holds where no rule does.</param>
public sealed class Pricing(RuleBook book, PriceDefaults defaults)
{
    /// <summary>All costs of the month, each with its price, and the additions of the rules, account after account.</summary>
    /// <param name="account">How an account of the report is known.</param>
    public IEnumerable<PricedCost> Price(IEnumerable<Cost> costs, Func<string, BilledAccount> account)
    {
        foreach (var group in costs.GroupBy(c => c.Key.Account.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var billed = account(group.Key);
            var rules = book.For(billed);
            var additions = new PriceAdditions(rules);
            var lines = Lines(billed, rules, additions, group);
            foreach (var line in lines) yield return line.Cost;
            foreach (var (rule, currency, priced) in additions.Of(lines)) yield return new PricedCost(billed, AdditionKey(billed, rule, currency), 0, priced, rule, Addition: true);
        }
    }

    private List<PricedLine> Lines(BilledAccount account, ImmutableArray<PriceRule> rules, PriceAdditions additions, IEnumerable<Cost> costs)
    {
        var lines = new List<PricedLine>();
        var tiered = new Dictionary<(PriceRule Rule, string Currency), List<int>>();
        foreach (var (key, rule, since, cost) in Won(rules, additions, costs))
        {
            if (rule is { Kind: PriceKind.Tiered }) Parts(tiered, (rule, key.Currency)).Add(lines.Count);
            lines.Add(new PricedLine(new PricedCost(account, key, cost, PriceOf(key, rule, cost), rule), since));
        }

        foreach (var ((rule, _), members) in tiered) SpreadTiers(rule, members, lines);
        return lines;
    }

    /// <summary>The days of a line together where the same rule won them, and the same additions hold: a price is rounded once.</summary>
    private static IEnumerable<(CostKey Key, PriceRule? Rule, DateOnly Since, Int128 Cost)> Won(ImmutableArray<PriceRule> rules, PriceAdditions additions, IEnumerable<Cost> costs)
    {
        var sums = new Dictionary<(CostKey Key, PriceRule? Rule, DateOnly Since), Int128>();
        foreach (var cost in costs)
        {
            var won = (cost.Key, LineItemType.IsPriced(cost.Key.LineItemType) ? RuleBook.Winner(rules, cost.Key, cost.Day) : null, additions.Since(cost.Day));
            sums[won] = sums.GetValueOrDefault(won) + cost.Unblended.Units;
        }

        return sums.OrderBy(s => s.Key.Key, CostOrder.Keys).ThenBy(s => s.Key.Rule?.Id, StringComparer.Ordinal).ThenBy(s => s.Key.Rule?.Version).ThenBy(s => s.Key.Since)
            .Select(s => (s.Key.Key, s.Key.Rule, s.Key.Since, s.Value));
    }

    private Int128 PriceOf(CostKey key, PriceRule? rule, Int128 cost) => key.LineItemType switch
    {
        LineItemType.Tax => cost,
        LineItemType.Credit or LineItemType.Refund => defaults.OfCredit(cost),
        _ => rule?.Kind switch
        {
            null => cost + defaults.MarkupOf(key).Of(cost),
            PriceKind.Markup => cost + rule.Percent.Of(cost),
            PriceKind.Discount => cost - rule.Percent.Of(cost),
            _ => cost,
        },
    };

    /// <summary>The markup of the parts is found of the month's total, then spread over its lines.</summary>
    private static void SpreadTiers(PriceRule rule, List<int> members, List<PricedLine> lines)
    {
        Int128[] costs = [.. members.Select(i => lines[i].Cost.Cost)];
        Int128 total = 0;
        foreach (var cost in costs) total += cost;
        foreach (var (i, more) in members.Zip(Rounding.Spread(Tiers.Markup(rule.Tiers, total), costs)))
        {
            lines[i] = lines[i] with { Cost = lines[i].Cost with { Priced = lines[i].Cost.Cost + more } };
        }
    }

    private static CostKey AdditionKey(BilledAccount account, PriceRule rule, string currency) =>
        new() { Account = new AccountId(account.Id), BillingEntity = "", ProductCode = rule.Id, ProductName = rule.Name, LineItemType = "", Currency = currency };

    private static List<int> Parts(Dictionary<(PriceRule, string), List<int>> tiered, (PriceRule, string) of)
    {
        if (!tiered.TryGetValue(of, out var members)) tiered[of] = members = [];
        return members;
    }
}
