namespace Guildhall.Domain.Billing.Budgets;

/// <summary>What a day of a month cost, of one sort.</summary>
/// <param name="Day">From 1.</param>
/// <param name="Once">Whether it is charged once and does not go on: fees, tax, credits, refunds.</param>
/// <param name="Units">Ten-thousand-millionths, in the budget's currency.</param>
public readonly record struct DayCost(int Day, bool Once, Int128 Units);

/// <summary>What a month is going to come to. vendor-integration.md 15.6.</summary>
public static class MonthForecast
{
    /// <summary>
    /// The mean of the days that were delivered whole goes on to the end of the month; what is charged once is added as it is. The last day that the report has is not whole: AWS
    /// delivers several times a day. It counts as what it is when that is more than the mean makes of it and of the days to come. Null while no day is whole.
    /// </summary>
    /// <param name="last">The last day of which the report has costs that go on; 0 for none.</param>
    /// <param name="days">Of the month.</param>
    public static Int128? Of(IEnumerable<DayCost> costs, int last, int days) => last < 2 ? null : Of(MonthSoFar.Of(costs, last), days);

    /// <summary>
    /// What one part of the costs has of the forecast of all of them: what it has cost, and of what is yet to come its share of the whole days. What is left is the others'. Null while no
    /// day is whole.
    /// </summary>
    /// <param name="part">Those of <paramref name="costs"/> that are asked for.</param>
    public static Int128? OfPart(IEnumerable<DayCost> part, IEnumerable<DayCost> costs, int last, int days)
    {
        if (last < 2) return null;
        var (one, all) = (MonthSoFar.Of(part, last), MonthSoFar.Of(costs, last));
        return one.Sum + Rounding.Spread(Of(all, days) - all.Sum, [one.Before, all.Before - one.Before]).First();
    }

    private static Int128 Of(MonthSoFar month, int days) => month.Once + month.Before + Int128.Max(month.After, month.GoingOn(days));

    /// <summary>Whether costs of this type are charged once: a mean of them says nothing of the days to come.</summary>
    /// <param name="lineItemType">One of <see cref="LineItemType"/>, or a type that is not known there.</param>
    public static bool IsOnce(string lineItemType) => LineItemType.GroupOf(lineItemType) switch
    {
        LineItemGroup.Usage or LineItemGroup.Discounts or LineItemGroup.Other => false,
        _ => lineItemType != LineItemType.SavingsPlanRecurringFee,
    };
}

/// <summary>What a month has cost.</summary>
/// <param name="Once">What does not go on.</param>
/// <param name="Before">On the days that were delivered whole.</param>
/// <param name="After">Since.</param>
/// <param name="Whole">How many days were delivered whole; at least one.</param>
internal readonly record struct MonthSoFar(Int128 Once, Int128 Before, Int128 After, int Whole)
{
    /// <param name="last">The last day that has costs that go on.</param>
    public static MonthSoFar Of(IEnumerable<DayCost> costs, int last)
    {
        Int128 once = 0, before = 0, after = 0;
        foreach (var cost in costs)
        {
            if (cost.Once) once += cost.Units;
            else if (cost.Day < last) before += cost.Units;
            else after += cost.Units;
        }

        return new MonthSoFar(once, before, after, last - 1);
    }

    public Int128 Sum => Once + Before + After;

    /// <summary>What the mean of the whole days makes of the other days of the month.</summary>
    public Int128 GoingOn(int days) => Rounding.Divide(Before * (days - Whole), Whole);
}
