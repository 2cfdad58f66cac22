using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes.Bulk;

/// <summary>Reading bulk orders: all administrators of a private marketplace see all of its orders, nobody else any.</summary>
public sealed class BulkQueries(Database database, Marketplaces marketplaces)
{
    /// <summary>Orders that somebody looks for: few enough to be read whole, because they are forgotten with the change sets. Refused: no right.</summary>
    public async Task<Result<FoundBulkOrders>> SearchAsync(Caller caller, BulkSearch search, CancellationToken cancellation)
    {
        var tenant = BulkDoor.TenantOf(caller, marketplaces);
        if (tenant.Refused) return tenant.Problems;
        var owner = tenant.Value.State.Tenant.Value;
        await using var db = database.Open();
        var all = await db.BulkOrders.AsNoTracking().Where(o => o.TenantId == owner).ToListAsync(cancellation);
        var found = search.Of(all.Select(BulkSummary.Of)).ToList();
        return new FoundBulkOrders([.. found.Skip(Places.Within(search.Skip, search.Take, found.Count)).Take(search.Take)], found.Count);
    }

    /// <summary>The report of an order, line by line. Refused: no right; not found when there is none or it is another tenant's.</summary>
    public async Task<Result<BulkReport>> FindAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var tenant = BulkDoor.TenantOf(caller, marketplaces);
        if (tenant.Refused) return tenant.Problems;
        var owner = tenant.Value.State.Tenant.Value;
        await using var db = database.Open();
        if (await db.BulkOrders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id && o.TenantId == owner, cancellation) is not { } order) return BulkDoor.Missing;
        return BulkReport.Of(order, await db.BulkSets.AsNoTracking().Where(s => s.OrderId == id).OrderBy(s => s.Position).ToListAsync(cancellation));
    }
}
