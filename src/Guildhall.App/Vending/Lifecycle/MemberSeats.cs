using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Finds a member account for whoever manages it, outside of a write.</summary>
internal sealed class MemberSeats(Database database, Marketplaces marketplaces)
{
    /// <summary>Null when no organization that the caller manages has it.</summary>
    public async Task<MemberSeat?> FindAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        if (!reach.Manages) return null;
        await using var db = database.Open();
        var links = await db.Links.AsNoTracking().Where(l => l.TenantId != null && l.State != LinkStates.Removed).ToListAsync(cancellation);
        return links.Where(reach.MayUse).Select(link => MemberSeat.Find(marketplaces, link, account)).FirstOrDefault(seat => seat is not null);
    }
}
