namespace Guildhall.Domain.Agreements;

/// <summary>When it is told that an agreement will not be renewed, because its product is no longer approved. private-marketplace.md 5.3.</summary>
public static class RenewalNotices
{
    private static readonly int[] DaysAhead = [30, 14, 3];

    /// <summary>How many days ahead the notice is that is due now: the nearest of those whose time has come; null when none has, or the end has come.</summary>
    public static int? Due(DateTimeOffset end, DateTimeOffset now) =>
        now >= end ? null : DaysAhead.Where(days => now >= end - TimeSpan.FromDays(days)).Select(days => (int?)days).LastOrDefault();

    /// <summary>The next time that something is due: a notice, or the end itself.</summary>
    public static DateTimeOffset Next(DateTimeOffset end, DateTimeOffset now) =>
        DaysAhead.Select(days => end - TimeSpan.FromDays(days)).FirstOrDefault(time => time > now, end);
}
