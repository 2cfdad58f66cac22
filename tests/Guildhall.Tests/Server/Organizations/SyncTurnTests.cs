using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Organizations;

public sealed class SyncTurnTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_sync_that_somebody_asks_for_waits_for_the_one_that_is_running()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var hall = await RunningHall.StartAsync();
        var link = (await hall.Guildhall.Links.FindAsync(hall.World.Management, cancellation))!.Id;
        await HoldAsync(hall, link, until: DateTimeOffset.MaxValue);

        var refused = await hall.Guildhall.Syncs.SyncAsync(link, cancellation);
        var waiting = hall.Guildhall.Syncs.SyncInTurnAsync(link, cancellation);
        Assert.Equal("SYNC_RUNNING", refused.Problems[0].Code);
        Assert.False(waiting.IsCompleted);

        await HoldAsync(hall, link, until: default);
        Assert.Equal("The organization is as it was.", (await waiting).Value.Message);
    }

    /// <summary>As another process does while it syncs.</summary>
    private static async Task HoldAsync(RunningHall hall, string link, DateTimeOffset until)
    {
        await using var db = hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.Id == link).ExecuteUpdateAsync(l => l.SetProperty(x => x.LeaseUntil, until), TestContext.Current.CancellationToken);
    }
}
