using System.Net;
using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Delivery;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>A webhook that gets another address while deliveries wait for an hour, and reading them meanwhile.</summary>
public abstract class WebhookMoveTests(PostgresDatabase? postgres) : WebhookHall(postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override DeliveryRule Rule => base.Rule with { First = TimeSpan.FromHours(1), Longest = TimeSpan.FromHours(1) };

    [Fact]
    public async Task What_waits_for_long_is_sent_to_the_new_address_at_once_in_its_order()
    {
        await using var former = new WebhookReceiver((_, _) => Reaction.Fails);
        await using var next = new WebhookReceiver();
        var (id, _) = await AddAsync(former.Url);
        var names = await ChangesAsync(3, One);
        await former.UntilAsync(() => ShowAsync(id).GetAwaiter().GetResult()["lastProblem"] is not null);

        await MoveAsync(id, next.Url);
        await next.TakesAsync(3);

        Assert.Equal(names, next.Taken.Select(t => t.Set));
        Assert.Single(former.Received);
        Assert.Null((await ShowAsync(id))["failingSince"]);
    }

    [Fact]
    public async Task What_the_former_receiver_refuses_after_the_change_is_sent_to_the_new_address_at_once()
    {
        await using var former = new WebhookReceiver((_, _) => Reaction.Fails with { After = TimeSpan.FromSeconds(1) });
        await using var next = new WebhookReceiver();
        var (id, _) = await AddAsync(former.Url);
        var name = await ChangeAsync(One);
        await former.UntilAsync(() => former.Received.Count == 1);

        await MoveAsync(id, next.Url);
        await next.TakesAsync(1);

        Assert.Equal(name, Assert.Single(next.Taken).Set);
        await DeliveredAsync(id, 1);
        Assert.Null((await ShowAsync(id))["lastProblem"]);
    }

    [Fact]
    public async Task A_page_of_deliveries_and_their_count_are_of_one_moment()
    {
        var (id, _) = await AddAsync("https://example.com/");
        var adding = Task.Run(async () =>
        {
            for (var n = 0; n < 300; n++)
            {
                await using var db = Hall.Guildhall.Database.Open();
                db.Add(new DeliveryRow { Id = $"{id}-{n}", WebhookId = id, EventId = $"event-{n}", Type = "Webhook Test", State = DeliveryState.Delivered });
                await db.SaveChangesAsync(Cancellation);
            }
        }, Cancellation);

        while (!adding.IsCompleted)
        {
            var page = await Hall.Guildhall.WebhookQueries.DeliveriesAsync(id, null, 0, 1_000, Cancellation);
            Assert.Equal(page.Deliveries.Count, page.Count);
        }

        await adding;
    }

    private async Task MoveAsync(string id, string url)
    {
        var moved = await Administrator.SendAsync(HttpMethod.Patch, $"/api/v1/webhooks/{id}", JsonSerializer.Serialize(new { url }));
        Assert.True(moved.Status == HttpStatusCode.OK, moved.Body);
    }
}

public sealed class WebhookMoveOnSqliteTests() : WebhookMoveTests(null);

[Trait("Ring", "Postgres")]
public sealed class WebhookMoveOnPostgresTests(PostgresServer server) : WebhookMoveTests(new PostgresDatabase(server));
