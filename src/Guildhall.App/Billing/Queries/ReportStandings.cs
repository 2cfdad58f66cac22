using System.Collections.Immutable;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Queries;

/// <summary>How an organization's report stands, and what of it needs somebody. vendor-integration.md 15.2, 15.3.</summary>
/// <param name="Late">Hours without anything new that are too many: 0, 36 or 72.</param>
/// <param name="Problem">Why the last look gave nothing, as far as no failed run tells; null when all was well.</param>
/// <param name="Held">Runs that wait for a person's word, the newest month first.</param>
/// <param name="Failed">Runs that failed and are the newest of their month.</param>
public sealed record ReportStanding(string Tenant, DateTimeOffset? LookedAt, DateTimeOffset FreshAt, int Late, string? Problem, ImmutableArray<UsageRun> Held, ImmutableArray<UsageRun> Failed)
{
    /// <summary>Why AWS cannot deliver; null when it can, or it is not known.</summary>
    public string? Trouble { get; init; }

    public bool NeedsSomebody => Late > 0 || Problem is not null || Trouble is not null || !Held.IsEmpty || !Failed.IsEmpty;
}

/// <summary>How reports stand.</summary>
public sealed class ReportStandings(Database database, TimeProvider clock)
{
    /// <summary>Of organizations whose report is looked at: linked, and paused ones too.</summary>
    /// <param name="tenant">Of this organization; null for all.</param>
    public async Task<ImmutableArray<ReportStanding>> ListAsync(string? tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var watches = await db.ReportWatches.AsNoTracking()
            .Where(w => (tenant == null || w.TenantId == tenant) && db.Links.Any(l => l.TenantId == w.TenantId && (l.State == LinkStates.Active || l.State == LinkStates.Degraded || l.State == LinkStates.Paused)))
            .OrderBy(w => w.TenantId).ToListAsync(cancellation);
        var newest = db.ReportLoads.Where(l => tenant == null || l.TenantId == tenant).GroupBy(l => new { l.TenantId, l.Month }).Select(g => g.Max(l => l.Number));
        var runs = await db.ReportLoads.AsNoTracking().Where(l => (tenant == null || l.TenantId == tenant) && (l.State == ReportLoadState.Held || (l.State == ReportLoadState.Failed && newest.Contains(l.Number))))
            .OrderByDescending(l => l.Month).ThenByDescending(l => l.Number).ToListAsync(cancellation);
        var waiting = runs.ToLookup(l => (l.TenantId, l.State));
        // A problem that a failed run tells is that run's affair, and over when the month was read since.
        var problems = watches.Select(w => w.Problem).ToList();
        var told = await db.ReportLoads.Where(l => l.State == ReportLoadState.Failed && problems.Contains(l.Problem)).Select(l => l.TenantId + l.Problem).Distinct().ToListAsync(cancellation);
        return [.. watches.Select(w => Of(w, told.Contains(w.TenantId + w.Problem), [.. waiting[(w.TenantId, ReportLoadState.Held)].Select(UsageRun.Of)], [.. waiting[(w.TenantId, ReportLoadState.Failed)].Select(UsageRun.Of)]))];
    }

    private ReportStanding Of(ReportWatchRow watch, bool told, ImmutableArray<UsageRun> held, ImmutableArray<UsageRun> failed) =>
        new(watch.TenantId, watch.LookedAt, watch.FreshAt, ReportDelay.Of(watch.FreshAt, clock.GetUtcNow()), told ? null : watch.Problem, held, failed) { Trouble = watch.Trouble };
}
