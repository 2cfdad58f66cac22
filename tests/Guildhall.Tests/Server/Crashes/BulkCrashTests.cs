using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Kills <c>guildhall serve</c> again and again while it works on a bulk order.</summary>
[Trait("Ring", "Crash")]
public sealed class BulkCrashTests(PreparedFolder prepared) : IClassFixture<PreparedFolder>
{
    /// <summary>One after another on the same data; the last one comes when everything is done.</summary>
    private static readonly string[] Faults = ["bulk.left-behind", "changeset.before-accept", "bulk.set-sent", "bulk.set-ended", "changeset.accepted", "changeset.applied", "bulk.ended"];

    /// <summary>Enough for every commit.</summary>
    private static readonly string[] Quick = ["bulk.set-sent", "changeset.applied", "bulk.ended"];

    [Fact]
    public async Task F05_A_bulk_order_whose_server_is_killed_at_every_step_ends_with_each_change_set_sent_once()
    {
        var store = prepared.Copy();
        var order = await PlaceAsync(Database.Sqlite(SqliteStore.FileIn(store.Folder)));
        SqliteConnection.ClearAllPools();

        foreach (var fault in LongRun.Asked ? Faults : Quick)
        {
            await using var server = await GuildhallProcess.StartAsync(prepared.Hall, store, fault);
            if (server is not null) await server.UntilEndedAsync();
        }

        await store.LookAsync(async database =>
        {
            await using var db = database.Open();
            var row = await db.BulkOrders.AsNoTracking().SingleAsync(o => o.Id == order, TestContext.Current.CancellationToken);
            var sent = await db.ChangeSets.AsNoTracking().Where(s => s.Changes.Contains("AllowProductProcurement")).Select(s => s.Status).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal((104, 104, 104), (row.Lines, row.Ended, row.Done));
            Assert.NotNull(row.EndedAt);
            Assert.Equal(Enumerable.Repeat(ChangeSetStatus.Succeeded, 4), sent);
            return 0;
        });
    }

    /// <summary>Stores an order of 26 products in four experiences, and does nothing of it.</summary>
    private async Task<string> PlaceAsync(Database database)
    {
        await using var guildhall = await Installation.OpenAsync(new InstallationOptions(database, prepared.Hall.MasterKey), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        await guildhall.BulkWorker.StopAsync();
        var sending = new BulkSending(guildhall.Keys.FindCaller(prepared.Hall.Administrator.AccessKeyId)!, "request");
        var wish = new BulkWish(ProductAct.Add, prepared.Hall.Experiences, [.. Enumerable.Range(0, 26).Select(PreparedHall.Product)]);
        var placed = await guildhall.BulkOrders.PlaceAsync(sending, wish, TestContext.Current.CancellationToken);
        return placed.Value;
    }
}
