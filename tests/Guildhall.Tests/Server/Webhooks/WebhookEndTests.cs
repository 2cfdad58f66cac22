using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Domain.Delivery;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>What becomes of what nobody takes.</summary>
public abstract class WebhookEndTests(PostgresDatabase? postgres) : WebhookHall(postgres)
{
    protected override DeliveryRule Rule => base.Rule with { MostTries = 4 };

    [Fact]
    public async Task What_is_given_up_is_listed_with_its_reason_and_arrives_when_it_is_replayed()
    {
        var open = false;
        await using var receiver = new WebhookReceiver((_, _) => Volatile.Read(ref open) ? Reaction.Taken : Reaction.Fails);
        var (id, _) = await AddAsync(receiver.Url);
        var names = await ChangesAsync(2, One);
        await receiver.UntilAsync(() => receiver.Received.Count == 8);
        var dead = await UntilDeadAsync(id, 2);

        Assert.All(dead, d => Assert.Equal((4, 500, "The receiver answered 500."), (d!["tries"]!.GetValue<int>(), d["answer"]!.GetValue<int>(), d["problem"]!.GetValue<string>())));
        Assert.Equal(2, (await ShowAsync(id))["dead"]!.GetValue<int>());

        Volatile.Write(ref open, true);
        Assert.Equal(2, (await ActAsync(id, "replay"))["replayed"]!.GetValue<int>());
        await receiver.TakesAsync(2);
        Assert.Equal(names, receiver.Taken.Select(r => r.Set));

        // What arrived may be wanted once more; what is open or was never there may not.
        var one = (await DeliveriesAsync(id, "?state=delivered")).Last()!["id"]!.GetValue<string>();
        await ActAsync(id, "replay", new { delivery = one });
        await receiver.TakesAsync(3);
        Assert.Equal(names[0], receiver.Taken[2].Set);
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.PostAsync($"/api/v1/webhooks/{id}/replay", new { delivery = "none" })).Status);
        await RemoveAsync(id);
    }

    private async Task<JsonArray> UntilDeadAsync(string id, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var dead = await DeliveriesAsync(id, "?state=dead");
            if (dead.Count == count) return dead;
            Assert.True(tries < 500, $"{dead.Count} are dead.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

public sealed class WebhookEndOnSqliteTests() : WebhookEndTests(null);

[Trait("Ring", "Postgres")]
public sealed class WebhookEndOnPostgresTests(PostgresServer server) : WebhookEndTests(new PostgresDatabase(server));
