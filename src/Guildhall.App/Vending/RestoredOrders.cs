using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>
/// Orders that were open when a backup was made may have their accounts by now: each is matched against AWS before anything is called for it again.
/// security.md 6.6, F-70.
/// </summary>
internal static class RestoredOrders
{
    public static async Task PrepareAsync(GuildhallDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await db.Effects.Where(e => e.Kind == OrderSteps.Create && (e.State == EffectState.Waiting || e.State == EffectState.Calling)).ToListAsync(cancellation);
        foreach (var entry in open) (entry.Progress, entry.Due) = (OrderForms.Write(OrderForms.ReadProgress(entry.Progress).AfterRestore(now)), now);
    }
}
