using System.Collections.Immutable;

namespace Guildhall.App.Billing.Spend;

/// <summary>Which currency is told where costs are in several.</summary>
internal static class SpendCurrencies
{
    /// <summary>Each once, the one that comes most often first.</summary>
    public static ImmutableArray<string> ByUse(IEnumerable<string> currencies) =>
        [.. currencies.CountBy(c => c, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];
}
