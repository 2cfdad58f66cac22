using System.Collections.Immutable;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>Months that may be closed and that nobody has closed yet, to be reminded of. vendor-integration.md 15.5.</summary>
public sealed class ClosableMonths(Database database, TimeProvider clock)
{
    /// <summary>
    /// Those after the last closed one, the oldest first; where none was closed yet the newest alone, and only where a price rule says that the organization bills by statements at all.
    /// </summary>
    public async Task<ImmutableArray<BillingMonth>> OfAsync(string tenant, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var months = await db.BillingMonths.AsNoTracking().Where(m => m.TenantId == tenant && m.Load != null).OrderBy(m => m.Month)
            .Select(m => new { m.Month, m.ClosedAt, Open = db.ReportLoads.Any(l => l.Number == m.Load && l.Open) }).ToListAsync(cancellation);
        var last = months.FindLastIndex(m => m.ClosedAt is not null);
        if (last < 0 && !PriceRuleRows.Holding(db).Any(r => r.IsFor(tenant))) return [];
        var (finalDay, today) = (OpenBooks.Settings(db, tenant).FinalDay, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        ImmutableArray<BillingMonth> closable = [.. months.Skip(last + 1).Where(m => ClosingTime.Refusal(new BillingMonth(m.Month), m.Open, finalDay, today) is null).Select(m => new BillingMonth(m.Month))];
        return last < 0 ? [.. closable.TakeLast(1)] : closable;
    }
}
