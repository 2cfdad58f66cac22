using Guildhall.SimulatedAws.Reports.Costs;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>How much was told of bills, and which months it is about.</summary>
internal static class BillingFacts
{
    /// <summary>The number of what was told last: subscriptions and charges are counted together.</summary>
    public static long Told(this WorldState state) => state.Tables.Subscriptions.Count + state.Tables.Charges.Count;

    /// <summary>First days of the months that something is about which was told after a number.</summary>
    public static IEnumerable<DateOnly> ToldMonths(this WorldState state, long after, BillingMonth present)
    {
        var months = new SortedSet<DateOnly>();
        for (var number = after + 1; number <= state.Told(); number++)
        {
            var id = $"{number:D12}";
            if (state.Tables.Charges.Find(id) is { } charge) months.Add(new DateOnly(charge.Day.Year, charge.Day.Month, 1));
            if (state.Tables.Subscriptions.Find(id) is not { } subscription) continue;
            for (var month = new DateOnly(subscription.From.Year, subscription.From.Month, 1); month < present.First; month = month.AddMonths(1)) months.Add(month);
        }

        return months;
    }
}
