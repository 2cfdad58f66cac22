using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Webhooks;
using Guildhall.Domain.Delivery;
using Guildhall.Tests.Server.Webhooks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Kills <c>guildhall serve</c> again and again while it hands out and sends events.</summary>
[Trait("Ring", "Crash")]
public sealed class WebhookCrashTests(PreparedFolder prepared) : IClassFixture<PreparedFolder>
{
    private static readonly string[] Faults = ["events.routed", "webhook.begun", "webhook.sent", "writer.before-commit", "webhook.ended", "writer.after-commit", "webhook.sent:3"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F05_Events_whose_server_is_killed_at_every_step_all_arrive_in_order_and_under_one_id()
    {
        await using var receiver = new WebhookReceiver();
        var store = prepared.Copy();
        await AddAsync(SqliteStore.FileIn(store.Folder), receiver.Url);
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "guildhall.json"), """{"webhook-hosts":"127.0.0.1"}""", Cancellation);
        var expected = await store.LookAsync(async database =>
        {
            await using var db = database.Open();
            return await db.Events.OrderBy(e => e.Sequence).Select(e => e.Id).ToListAsync(Cancellation);
        });

        foreach (var fault in Faults)
        {
            await using var server = await GuildhallProcess.StartAsync(prepared.Hall, store, fault);
            if (server is not null) await server.UntilEndedAsync();
        }

        await using (var server = await GuildhallProcess.StartAsync(prepared.Hall, store, fault: null))
            await receiver.UntilAsync(() => receiver.Taken.Select(r => r.Id).Distinct().Count() == expected.Count);

        // Sent again after a crash, perhaps; never one before another.
        Assert.Equal(expected, receiver.Taken.Select(r => r.Id).Distinct());
        Assert.InRange(receiver.Received.Count, expected.Count, expected.Count + Faults.Length);
        SqliteConnection.ClearAllPools();
        await store.LookAsync(async database =>
        {
            await using var db = database.Open();
            var states = await db.Deliveries.Select(d => d.State).ToListAsync(Cancellation);
            // The last one may have been taken and not yet written down.
            Assert.True(states.Count(s => s != DeliveryState.Delivered) <= 1);
            return 0;
        });
    }

    /// <summary>One webhook for everything that is in the folder, all of one lane.</summary>
    private async Task AddAsync(string file, string url)
    {
        var options = new InstallationOptions(Database.Sqlite(file), prepared.Hall.MasterKey) { WebhookHosts = new HashSet<string> { "127.0.0.1" } };
        await using var guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, Cancellation);
        var made = await guildhall.Webhooks.AddAsync(prepared.Hall.World.OrganizationId, new WebhookForm("Receiver", url, new EventChoice([], null)), ActOrigin.Operator("crash"), Cancellation);
        Assert.False(made.Refused);
        await using var db = guildhall.Database.Open();
        await db.Webhooks.ExecuteUpdateAsync(w => w.SetProperty(x => x.StartsAfter, 0), Cancellation);
        await db.Events.ExecuteUpdateAsync(e => e.SetProperty(x => x.About, prepared.Hall.Live), Cancellation);
    }
}
