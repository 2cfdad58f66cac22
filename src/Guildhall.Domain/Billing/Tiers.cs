using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>A markup by parts: each part's percentage is for what lies in it. vendor-integration.md 15.4.</summary>
public static class Tiers
{
    /// <summary>What is added to a month's total. A total under zero, of more refunds than usage, gets the first part's percentage.</summary>
    public static Int128 Markup(ImmutableArray<PriceTier> tiers, Int128 total)
    {
        if (total <= 0) return tiers[0].Percent.Of(total);
        Int128 markup = 0, from = 0;
        foreach (var (upTo, percent) in tiers)
        {
            var until = upTo is { } end && end.Units < total ? end.Units : total;
            markup += percent.Of(until - from);
            from = until;
            if (from == total) break;
        }

        return markup;
    }
}
