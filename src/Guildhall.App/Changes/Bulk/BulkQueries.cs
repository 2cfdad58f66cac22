using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes.Bulk;

/// <summary>Reading bulk orders: all administrators of a private marketplace see all of its orders, nobody else any.</summary>
public sealed class BulkQueries(Database database, Marketplaces marketplaces, PageTokens tokens)
{
    /// <summary>A page of orders, the newest first, by cursors that lead on and back. Refused: no right, a token that is not of this list and caller (malformed).</summary>
    public async Task<Result<Page<BulkSummary>>> ListAsync(Caller caller, int take, string? nextToken, CancellationToken cancellation)
    {
        var tenant = BulkDoor.TenantOf(caller, marketplaces);
        if (tenant.Refused) return tenant.Problems;
        var binding = PageTokens.Binding("ListBulkOrders", caller, tenant.Value, "");
        var position = nextToken is null ? null : tokens.Read(binding, nextToken);
        if (nextToken is not null && position is null) return PageTokens.Refusal;
        var (back, after, owner) = (position is ['-', ..], position?.TrimStart('-'), tenant.Value.State.Tenant.Value);
        await using var db = database.Open();
        var orders = db.BulkOrders.AsNoTracking().Where(o => o.TenantId == owner);
        if (after is not null) orders = back ? orders.Where(o => string.Compare(o.Id, after) > 0) : orders.Where(o => string.Compare(o.Id, after) < 0);
        var found = await (back ? orders.OrderBy(o => o.Id) : orders.OrderByDescending(o => o.Id)).Take(take + 1).ToListAsync(cancellation);
        return Page<BulkSummary>.Of(found.ConvertAll(BulkSummary.Of), take, back, after is not null, (order, leadsBack) => tokens.Write(binding, (leadsBack ? "-" : "") + order.Id));
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
