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
    public static Int128? Of(IEnumerable<DayCost> costs, int last, int days)
    {
        var whole = last - 1;
        Int128 once = 0, before = 0, after = 0;
        foreach (var cost in costs)
        {
            if (cost.Once) once += cost.Units;
            else if (cost.Day <= whole) before += cost.Units;
            else after += cost.Units;
        }

        return whole < 1 ? null : once + before + Int128.Max(after, Rounding.Divide(before * (days - whole), whole));
    }

    /// <summary>Whether costs of this type are charged once: a mean of them says nothing of the days to come.</summary>
    /// <param name="lineItemType">One of <see cref="LineItemType"/>, or a type that is not known there.</param>
    public static bool IsOnce(string lineItemType) => LineItemType.GroupOf(lineItemType) switch
    {
        LineItemGroup.Usage or LineItemGroup.Discounts or LineItemGroup.Other => false,
        _ => lineItemType != LineItemType.SavingsPlanRecurringFee,
    };
}
