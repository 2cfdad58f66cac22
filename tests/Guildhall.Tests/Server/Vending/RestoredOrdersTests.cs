using Guildhall.App.Upkeep.Backups;
using Guildhall.App.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>A restore from a backup taken before accounts were made: 10 of orders that were open in it and 10 of later ones, 50 each in the long run. F-70, security.md 6.6.</summary>
public sealed class RestoredOrdersTests
{
    private static readonly int Count = LongRun.Asked ? 50 : 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F70_Accounts_made_after_the_backup_are_adopted_and_none_is_made_again()
    {
        await using var vending = await RestoredVending.StartAsync();
        var before = await MadeBeforeTheDisasterAsync(vending);
        var (asked, there) = await vending.MadeAsync();

        await vending.RestoreAsync();

        await using var guildhall = await vending.OpenAsync();
        await using var db = guildhall.Database.Open();
        Assert.Equal(1, await db.Counters.Where(c => c.Scope == Restore.Epoch).Select(c => c.Value).SingleAsync(Cancellation));
        var link = await db.Links.Select(l => l.Id).SingleAsync(Cancellation);
        Assert.False((await guildhall.Syncs.SyncAsync(link, Cancellation)).Refused);
        var after = await RestoredVending.WorkAsync(guildhall);

        Assert.All(Enumerable.Range(0, Count), n => Assert.Equal(before[$"Open {n}"], after[$"Open {n}"]));
        var members = await db.MemberAccounts.AsNoTracking().ToDictionaryAsync(m => m.AccountId, m => m.Source, Cancellation);
        Assert.All(Enumerable.Range(0, Count), n => Assert.Equal(("Created", "Adopted"), (members[before[$"Open {n}"]!], members[before[$"Later {n}"]!])));

        // That it was cancelled after the backup nobody knows: it is made, as the only one.
        Assert.DoesNotContain("Taken back", before.Keys);
        Assert.Equal((asked + 1, there + 1), await vending.MadeAsync());
        Assert.NotNull(after["Taken back"]);
    }

    private static async Task<Dictionary<string, string?>> MadeBeforeTheDisasterAsync(RestoredVending vending)
    {
        await using var guildhall = await vending.OpenAsync();
        for (var n = 0; n < Count; n++) await RestoredVending.OrderAsync(guildhall, $"Open {n}");
        var withdrawn = await RestoredVending.OrderAsync(guildhall, "Taken back");
        await vending.BackUpAsync();
        for (var n = 0; n < Count; n++) await RestoredVending.OrderAsync(guildhall, $"Later {n}");
        Assert.False((await guildhall.AccountOrders.CancelAsync(OrderReach.Operator("test"), withdrawn, Cancellation)).Refused);
        return await RestoredVending.WorkAsync(guildhall);
    }
}
