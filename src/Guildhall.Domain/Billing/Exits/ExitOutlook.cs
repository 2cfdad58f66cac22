namespace Guildhall.Domain.Billing.Exits;

/// <summary>A month's report, as it matters to an exit.</summary>
/// <param name="Final">Whether the month is over and its report is taken for the last word on it.</param>
/// <param name="Charged">Whether the product cost those whom the plan is about anything.</param>
public readonly record struct ExitMonth(BillingMonth Month, bool Final, bool Charged);

/// <summary>What the reports say of a plan of an exit. mission.md M-39.</summary>
/// <param name="Near">Whether its day is to come within <see cref="DaysAhead"/> days.</param>
/// <param name="Charged">The newest month, wholly after its day, in which it was paid for all the same; null for none.</param>
/// <param name="Gone">Whether it is done: a whole month after its day is final and cost nothing, and none since then did.</param>
public sealed record ExitOutlook(bool Near, BillingMonth? Charged, bool Gone)
{
    /// <summary>So many days before its day somebody is reminded.</summary>
    public const int DaysAhead = 7;

    /// <param name="months">Those that have a report, in any order; months that begin on the plan's day or before count for nothing.</param>
    public static ExitOutlook Of(DateOnly goneBy, DateOnly today, IReadOnlyCollection<ExitMonth> months)
    {
        var after = months.Where(m => m.Month > BillingMonth.Of(goneBy)).ToList();
        BillingMonth? charged = after.Exists(m => m.Charged) ? after.Where(m => m.Charged).Max(m => m.Month) : null;
        return new ExitOutlook(today <= goneBy && goneBy <= today.AddDays(DaysAhead), charged, after.Exists(m => m is { Final: true, Charged: false } && (charged is null || m.Month > charged)));
    }

    /// <summary>Whether a month that has a report is final: its statements are, or its day of the settings has come (vendor-integration.md 15.5).</summary>
    public static bool IsFinal(BillingMonth month, bool closed, int finalDay, DateOnly today) => closed || ClosingTime.Refusal(month, open: true, finalDay, today) is null;
}
