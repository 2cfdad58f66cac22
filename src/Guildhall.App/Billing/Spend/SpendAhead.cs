using System.Collections.Immutable;
using Guildhall.App.Upkeep;
using Guildhall.Domain.Billing;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Billing.Spend;

/// <summary>
/// Reads the months that are usual to ask for, and those before that they are compared with, so that nobody waits for them: at the start, when a report has come, and when a page found
/// one missing. Pages that are about something else do not wait for it.
/// </summary>
public sealed class SpendAhead : IDisposable
{
    private const int Months = 2 * SpendQueries.UsualMonths;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SpendMonths _months;
    private readonly Turns _turns;

    internal SpendAhead(SpendMonths months, TimeProvider clock, ILogger<SpendAhead> log) => (_months, _turns) = (months, new Turns(Pause, clock, log));

    /// <summary>Reads until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => _turns.RunAsync(() => Read(cancellation), "Costs cannot be read ahead right now", cancellation);

    public void Dispose() => _turns.Dispose();

    /// <summary>Something is not in memory.</summary>
    internal void Wake() => _turns.Wake();

    private void Read(CancellationToken cancellation)
    {
        foreach (var month in Missing())
        {
            // A moment for each month: none is held for long.
            using var moment = _months.Begin();
            foreach (var reported in moment.Reported.Where(m => m.Month == month))
            {
                cancellation.ThrowIfCancellationRequested();
                moment.SumsOf(reported);
            }
        }
    }

    /// <summary>The newest first.</summary>
    private ImmutableArray<BillingMonth> Missing()
    {
        using var moment = _months.Begin();
        var usual = moment.Reported.GroupBy(m => m.Tenant, StringComparer.Ordinal).SelectMany(t => t.OrderByDescending(m => m.Month).Take(Months));
        return [.. usual.Where(m => !moment.Has([m])).Select(m => m.Month).Distinct().OrderDescending()];
    }
}
