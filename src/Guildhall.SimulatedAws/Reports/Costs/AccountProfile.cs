namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>A meter as one account uses it.</summary>
/// <param name="Rate">US dollars for a unit in its region.</param>
/// <param name="PerDay">Units of an ordinary day.</param>
internal sealed record UsedMeter(BilledService Service, Meter Meter, BilledRegion Region, decimal Rate, double PerDay, ulong Lot)
{
    public string UsageType => Region.Prefix + Meter.Usage;
}

/// <summary>The habits of an account: which services it uses, where, how much, and how that grows. They follow from its id alone.</summary>
internal sealed class AccountProfile
{
    private static readonly DateTimeOffset Origin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly double _growth;

    public AccountProfile(string accountId)
    {
        Lot = Costs.Lot.Of("account", accountId);
        var size = Costs.Lot.Fraction(Costs.Lot.Of(Lot, 1));
        Size = 0.1 + (5 * size * size * size);
        _growth = -0.01 + (0.06 * Costs.Lot.Fraction(Costs.Lot.Of(Lot, 2)));
        HasSavingsPlan = Costs.Lot.Of(Lot, 3) % 3 == 0;
        HasReservation = Costs.Lot.Of(Lot, 4) % 3 == 0;
        Meters = [.. Choose()];
    }

    public ulong Lot { get; }

    /// <summary>Against an ordinary account.</summary>
    public double Size { get; }

    public bool HasSavingsPlan { get; }

    public bool HasReservation { get; }

    public IReadOnlyList<UsedMeter> Meters { get; }

    /// <summary>Units used on a day.</summary>
    /// <param name="day">The day's first instant.</param>
    /// <param name="share">How much of the day counts, 0 to 1.</param>
    public decimal Amount(UsedMeter meter, DateTimeOffset day, double share)
    {
        var number = (day - Origin).Days;
        var noise = Costs.Lot.Fraction(Costs.Lot.Of(meter.Lot, number));
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var rhythm = meter.Meter.Rhythm == Rhythm.Steady ? 0.98 + (0.04 * noise) : (isWeekend ? 0.5 : 1.05) + (0.3 * noise);
        var amount = (decimal)(meter.PerDay * Math.Max(0.2, 1 + (_growth * number / 30)) * rhythm * share);
        return meter.Meter.Whole ? decimal.Round(amount) : decimal.Round(amount, 6);
    }

    private IEnumerable<UsedMeter> Choose()
    {
        var regions = BilledRegion.All;
        var main = regions[(int)(Costs.Lot.Of(Lot, 5) % (ulong)regions.Count)];
        var second = regions[(int)(Costs.Lot.Of(Lot, 6) % (ulong)regions.Count)];
        var hasSecond = second != main && Costs.Lot.Of(Lot, 7) % 3 == 0;
        foreach (var (place, service) in PriceList.Services.Index())
        {
            if (Costs.Lot.Fraction(Costs.Lot.Of(Lot, 100 + place)) >= service.Share) continue;
            foreach (var meter in service.Meters)
            {
                yield return Use(service, meter, service.Global ? BilledRegion.Nowhere : main, 1);
                if (hasSecond && place < 2 && meter.Commitment == Commitment.None) yield return Use(service, meter, second, 0.3);
            }
        }
    }

    private UsedMeter Use(BilledService service, Meter meter, BilledRegion region, double part) =>
        new(service, meter, region, decimal.Round(meter.Rate * region.Factor, 10), meter.PerDay * Size * part, Costs.Lot.Of(Lot, (long)Costs.Lot.Of(meter.Usage, region.Code)));
}
