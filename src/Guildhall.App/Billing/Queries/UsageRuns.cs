using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Queries;

/// <summary>Which runs a list shows.</summary>
public sealed record UsageRunFilter
{
    /// <summary>Of this organization; null for all.</summary>
    public string? Tenant { get; init; }

    public BillingMonth? Month { get; init; }

    public ReportLoadState? State { get; init; }

    /// <summary>The number of the last run of the page before.</summary>
    public long? After { get; init; }

    /// <summary>The number of the first run of the page after; the page ends before it.</summary>
    public long? Before { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>The readings of reports, and what was not understood in them. vendor-integration.md 15.3.</summary>
public sealed class UsageRuns(Database database)
{
    /// <summary>The newest first; one more than a page shows tells that there is another page.</summary>
    public async Task<ImmutableArray<UsageRun>> ListAsync(UsageRunFilter filter, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var runs = db.ReportLoads.AsNoTracking();
        if (filter.Tenant is { } tenant) runs = runs.Where(l => l.TenantId == tenant);
        if (filter.Month is { Number: var month }) runs = runs.Where(l => l.Month == month);
        if (filter.State is { } state) runs = runs.Where(l => l.State == state);
        if (filter.After is { } after) runs = runs.Where(l => l.Number < after);
        if (filter.Before is { } before) return [.. (await runs.Where(l => l.Number > before).OrderBy(l => l.Number).Take(filter.Take).ToListAsync(cancellation)).AsEnumerable().Reverse().Select(UsageRun.Of)];
        return [.. (await runs.OrderByDescending(l => l.Number).Take(filter.Take).ToListAsync(cancellation)).Select(UsageRun.Of)];
    }

    /// <summary>The months of which there are runs, the newest first.</summary>
    /// <param name="tenant">Of this organization; null for all.</param>
    public async Task<ImmutableArray<BillingMonth>> MonthsAsync(string? tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return [.. (await db.ReportLoads.Where(l => tenant == null || l.TenantId == tenant).Select(l => l.Month).Distinct().OrderByDescending(m => m).ToListAsync(cancellation)).Select(m => new BillingMonth(m))];
    }

    /// <summary>The run with this id; null when there is none.</summary>
    public async Task<UsageRun?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.ReportLoads.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, cancellation) is { } row ? UsageRun.Of(row) : null;
    }

    /// <summary>The lines that a run did not understand, as far as they are kept: the first thousand, and none once another version has taken its place, or another run after one that failed.</summary>
    /// <param name="after">The place of the last one of the page before; -1 for the first page.</param>
    public async Task<ImmutableArray<UsageRunFault>> FaultsAsync(UsageRun run, int after, int take, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var faults = await db.ReportFaults.AsNoTracking().Where(f => f.Load == run.Number && f.Place > after).OrderBy(f => f.Place).Take(take).ToListAsync(cancellation);
        return [.. faults.Select(f => new UsageRunFault(f.Place, f.File, f.Line, f.Reason, f.Excerpt))];
    }

    /// <summary>The run in force of a month; null when there is none.</summary>
    public async Task<UsageRun?> InForceAsync(string tenant, BillingMonth month, CancellationToken cancellation) =>
        (await ListAsync(new UsageRunFilter { Tenant = tenant, Month = month, State = ReportLoadState.InForce, Take = 1 }, cancellation)).FirstOrDefault();

    /// <summary>How many accounts have costs in any of these runs.</summary>
    public async Task<int> AccountsAsync(IEnumerable<string> runs, CancellationToken cancellation)
    {
        var ids = runs.ToList();
        await using var db = database.Open();
        var loads = db.ReportLoads.Where(l => ids.Contains(l.Id)).Select(l => l.Number);
        return await db.AccountCosts.Where(a => loads.Contains(a.Load)).Select(a => a.Account).Distinct().CountAsync(cancellation);
    }
}
