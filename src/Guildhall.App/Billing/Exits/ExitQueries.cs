using System.Collections.Immutable;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Exits;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Exits;

/// <summary>Which plans a list shows.</summary>
/// <param name="Tenant">The organization's id; null for all within reach.</param>
/// <param name="State">Null for all.</param>
/// <param name="Code">The report's product code; null for all.</param>
public sealed record ExitFilter(string? Tenant = null, ExitState? State = null, string? Code = null);

/// <summary>Plans of exits as they are shown. mission.md M-39.</summary>
public sealed class ExitQueries(Database database, Marketplaces marketplaces)
{
    internal static Problem Missing { get; } = Problem.NotFound("There is no such plan.");

    /// <summary>All that the filter finds: what is planned first, by its day; then what is done or cancelled, the newest first.</summary>
    public async Task<ImmutableArray<ExitView>> ListAsync(BillingReach reach, ExitFilter filter, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.ExitPlans.AsNoTracking()
            .Where(p => (reach.Tenant == null || p.TenantId == reach.Tenant) && (filter.Tenant == null || p.TenantId == filter.Tenant))
            .Where(p => (filter.State == null || p.State == filter.State) && (filter.Code == null || p.Code == filter.Code))
            .ToListAsync(cancellation);
        var (open, ended) = (rows.Where(p => p.State == ExitState.Planned).OrderBy(p => p.GoneBy), rows.Where(p => p.State != ExitState.Planned).OrderByDescending(p => p.UpdatedAt));
        return [.. open.ThenBy(p => p.Id, StringComparer.Ordinal).Concat(ended.ThenBy(p => p.Id, StringComparer.Ordinal)).Select(ExitView.Of)];
    }

    /// <summary>Not found when it is beyond reach.</summary>
    public async Task<Result<ExitView>> FindAsync(BillingReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.ExitPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is { } row && reach.Covers(row.TenantId) ? ExitView.Of(row) : Missing;
    }

    /// <summary>The product of the catalogue that a plan is about; null when there is none, or the reader may not see it.</summary>
    public Product? ProductOf(ExitView plan, AccountId viewer) => MatchedCharge.ProductOf(plan.Code, marketplaces.Catalogue) is { } product ? marketplaces.Catalogue.FindFor(viewer, product.Id) : null;
}
