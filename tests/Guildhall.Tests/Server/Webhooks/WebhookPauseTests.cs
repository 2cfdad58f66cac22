using Guildhall.Domain.Delivery;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>A receiver that has long taken nothing.</summary>
public abstract class WebhookPauseTests(PostgresDatabase? postgres) : WebhookHall(postgres)
{
    protected override DeliveryRule Rule => base.Rule with { Patience = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_receiver_that_long_takes_nothing_is_paused_others_are_told_and_nothing_is_lost()
    {
        var open = false;
        await using var broken = new WebhookReceiver((_, _) => Volatile.Read(ref open) ? Reaction.Taken : Reaction.Fails);
        await using var watching = new WebhookReceiver();
        var (id, _) = await AddAsync(broken.Url, name: "Broken");
        await AddAsync(watching.Url, ["Webhook *"]);

        await ChangeAsync(One);
        await watching.TakesAsync(1);

        var told = Assert.Single(watching.Taken);
        Assert.Equal(("Webhook Paused", "Broken"), (told.Type, told.Json["detail"]!["name"]!.GetValue<string>()));
        var shown = await ShowAsync(id);
        Assert.Equal(("paused", "The receiver answered 500.", 1), (shown["state"]!.GetValue<string>(), shown["pausedBecause"]!.GetValue<string>(), shown["open"]!.GetValue<int>()));

        Volatile.Write(ref open, true);
        await ActAsync(id, "resume");
        await broken.TakesAsync(1);
    }
}

public sealed class WebhookPauseOnSqliteTests() : WebhookPauseTests(null);

[Trait("Ring", "Postgres")]
public sealed class WebhookPauseOnPostgresTests(PostgresServer server) : WebhookPauseTests(new PostgresDatabase(server));
