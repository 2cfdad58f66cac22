using System.Collections.Immutable;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>The words of what spend is told by, and of its costs, in addresses: <c>costCentre</c>.</summary>
public static class SpendNames
{
    public static ImmutableSortedDictionary<string, SpendBy> By { get; } = PriceWords.Words<SpendBy>();

    public static ImmutableSortedDictionary<string, SpendCost> Costs { get; } = PriceWords.Words<SpendCost>();
}
