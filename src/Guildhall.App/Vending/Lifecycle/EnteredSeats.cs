using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Finds a member account for whoever may enter it: its managers, and whoever ordered it. vendor-integration.md 13.4.</summary>
internal sealed class EnteredSeats(Database database, Marketplaces marketplaces)
{
    /// <summary>Refused: no right, not found, it is the management account.</summary>
    public async Task<Result<MemberSeat>> FindAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        if (reach.Refusal(AccountAccess.Action) is { } refusal) return refusal;
        var seat = await new MemberSeats(database, marketplaces).FindAsync(reach, account, cancellation) ?? await OrderedAsync(reach, account, cancellation);
        if (seat is null) return MemberPlan.Missing;
        return seat.Manages ? MemberPlan.Management : seat;
    }

    private async Task<MemberSeat?> OrderedAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        if (reach.Buyer.Length == 0) return null;
        await using var db = database.Open();
        if (await OwnOrders.Of(db, reach).FirstOrDefaultAsync(o => o.AccountId == account && o.State == nameof(OrderState.Active), cancellation) is not { } order) return null;
        var link = await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == order.LinkId && l.State != LinkStates.Removed, cancellation);
        return link is null ? null : MemberSeat.Find(marketplaces, link, account);
    }
}
