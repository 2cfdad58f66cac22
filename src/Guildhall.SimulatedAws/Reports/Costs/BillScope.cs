using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>An account and the time, or times, that it was paid for.</summary>
internal sealed record BilledAccount(string Id, IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> Spans)
{
    /// <summary>How much of a day it was paid for, 0 to 1, as far as is counted yet.</summary>
    public double ShareOf(DateTimeOffset day, DateTimeOffset counted)
    {
        var (ticks, end) = (0L, Min(day.AddDays(1), counted));
        foreach (var (from, until) in Spans) ticks += Math.Max(0, (Min(end, until) - (from > day ? from : day)).Ticks);
        return (double)ticks / TimeSpan.TicksPerDay;
    }

    /// <summary>Whether it was paid for on that day, as far as is counted yet.</summary>
    public bool IsPaidFor(DateOnly day, DateTimeOffset counted) => ShareOf(BillingMonth.At(day), counted) > 0;

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>What a month's bill is made from. The same scope gives the same lines.</summary>
internal sealed record BillScope
{
    /// <summary>How long AWS takes to count what was used.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromHours(6);

    public required string PayerId { get; init; }

    public required BillingMonth Month { get; init; }

    /// <summary>When the bill is looked at.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The payer first, then by id.</summary>
    public required IReadOnlyList<BilledAccount> Accounts { get; init; }

    /// <summary>By account.</summary>
    public required ILookup<string, MarketplaceSubscription> Subscriptions { get; init; }

    /// <summary>By account.</summary>
    public required ILookup<string, BillCharge> Charges { get; init; }

    /// <summary>A private discount on AWS's services, from 0 to 1; null when the payer has none in this month.</summary>
    public decimal? Discount { get; init; }

    /// <summary>Up to here use is counted.</summary>
    public DateTimeOffset Counted => AsOf - Lag < Month.End ? AsOf - Lag : Month.End;

    /// <summary>Whether anything of a month is counted at a time.</summary>
    public static bool HasBegun(BillingMonth month, DateTimeOffset at) => at - Lag > month.Start;
}
