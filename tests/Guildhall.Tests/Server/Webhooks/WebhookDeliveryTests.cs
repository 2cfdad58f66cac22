using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>Nothing lost, nothing sent where it should not, order kept, whatever receivers do. private-marketplace.md 9.3; security.md S-50, S-51.</summary>
public abstract class WebhookDeliveryTests(WebhookHall hall)
{
    [Fact]
    public async Task Events_arrive_in_order_once_and_as_the_API_tells_them()
    {
        await using var receiver = new WebhookReceiver();
        var (id, _) = await hall.AddAsync(receiver.Url);

        var names = await hall.ChangesAsync(6, hall.One);
        await receiver.TakesAsync(6);

        Assert.Equal(names, receiver.Received.Select(r => r.Set));
        var told = (await hall.Administrator.GetAsync("/api/v1/events?limit=1000")).Json["events"]!.AsArray();
        Assert.All(receiver.Received, r => Assert.Equal(r.Id, r.Headers["Guildhall-Event"]));
        Assert.All(receiver.Received, r => Assert.Contains(told, e => JsonNode.DeepEquals(e, r.Json)));
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task What_fails_holds_back_its_own_experience_alone_and_arrives_in_order_afterwards()
    {
        var open = false;
        string[] first = [];
        await using var receiver = new WebhookReceiver((told, _) => !Volatile.Read(ref open) && first.Contains(told.Set) ? Reaction.Fails : Reaction.Taken);
        var (id, _) = await hall.AddAsync(receiver.Url);
        first = [await hall.ChangeAsync(hall.One)];
        await receiver.UntilAsync(() => receiver.Received.Count > 0);

        var others = await hall.ChangesAsync(3, hall.Other);
        var later = await hall.ChangesAsync(2, hall.One);
        await receiver.TakesAsync(3);
        Assert.Equal(others, receiver.Taken.Select(r => r.Set));
        Assert.DoesNotContain(receiver.Received, r => later.Contains(r.Set));

        Volatile.Write(ref open, true);
        await receiver.UntilAsync(() => later.All(name => receiver.Taken.Any(r => r.Set == name)));
        Assert.Equal([.. first, .. later], receiver.Taken.Select(r => r.Set).Where(name => !others.Contains(name)));
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task A_change_of_two_experiences_waits_for_what_is_open_of_either()
    {
        var open = false;
        var first = "";
        await using var receiver = new WebhookReceiver((told, _) => Volatile.Read(ref open) || told.Set != first ? Reaction.Taken : new Reaction("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        var (id, _) = await hall.AddAsync(receiver.Url);
        await hall.ActAsync(id, "pause");
        first = await hall.ChangeAsync(hall.Other);
        var both = (await hall.Administrator.RunAsync(
            HallCaller.Change("UpdateExperience", hall.One, new { Description = "Both" }), HallCaller.Change("UpdateExperience", hall.Other, new { Description = "Both" })))["ChangeSetId"]!.GetValue<string>();
        await hall.ActAsync(id, "resume");
        await receiver.UntilAsync(() => receiver.Received.Count > 1);
        Assert.All(receiver.Received, r => Assert.Equal(first, r.Set));

        Volatile.Write(ref open, true);
        await receiver.UntilAsync(() => receiver.Taken.Any(r => (string?)r.Json["detail"]!["ChangeSetId"] == both));
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task Who_closes_early_stops_in_the_middle_is_slow_or_answers_twice_loses_nothing_and_keeps_the_order()
    {
        var reactions = new Dictionary<int, Reaction> { [1] = Reaction.Closes, [2] = Reaction.ClosesInTheMiddle, [3] = Reaction.AnswersTwice };
        await using var receiver = new WebhookReceiver((told, time) => reactions.GetValueOrDefault(time, Reaction.Taken with { After = TimeSpan.FromMilliseconds(200) }));
        var (id, _) = await hall.AddAsync(receiver.Url);

        var names = await hall.ChangesAsync(3, hall.One);
        await receiver.TakesAsync(3);

        Assert.Equal(names, receiver.Taken.Select(r => r.Set));
        // Of each four tries, one after another: the second answer to one is never taken for the answer to the next.
        Assert.Equal(names.SelectMany(name => Enumerable.Repeat(name, 4)), receiver.Received.Select(r => r.Set));
        Assert.Equal(3, receiver.Received.Select(r => r.Id).Distinct().Count());
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task Who_takes_longer_than_allowed_gets_it_again()
    {
        await using var receiver = new WebhookReceiver((_, time) => time == 1 ? Reaction.Fails with { After = TimeSpan.FromSeconds(4) } : Reaction.Taken);
        var (id, _) = await hall.AddAsync(receiver.Url);

        var name = await hall.ChangeAsync(hall.One);
        await receiver.UntilAsync(() => receiver.Received.Count == 1);
        await receiver.TakesAsync(1);

        Assert.Equal([name, name], receiver.Received.Select(r => r.Set));
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task One_webhook_has_eight_under_way_at_most_so_that_a_slow_receiver_keeps_no_other_waiting()
    {
        var together = new ConcurrentBag<int>();
        WebhookReceiver? slow = null;
        await using var receiver = slow = new WebhookReceiver((_, _) =>
        {
            together.Add(slow!.Received.Count - slow.Taken.Count);
            return Reaction.Taken with { After = TimeSpan.FromMilliseconds(500) };
        });
        var (id, _) = await hall.AddAsync(receiver.Url, ["Change Set Succeeded"]);
        await hall.ActAsync(id, "pause");
        foreach (var name in Enumerable.Range(0, 24).Select(n => $"Lane {n}")) await hall.Administrator.ExperienceAsync(name, [], [], live: false);
        await receiver.UntilAsync(() => hall.ShowAsync(id).GetAwaiter().GetResult()["open"]!.GetValue<int>() == 24);

        await hall.ActAsync(id, "resume");
        await receiver.TakesAsync(24);

        Assert.InRange(together.Max(), 2, 8);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task S50_A_redirect_is_not_followed_to_anywhere()
    {
        await using var inside = new WebhookReceiver();
        await using var receiver = new WebhookReceiver((_, time) => time switch
        {
            1 => Reaction.Redirects("http://169.254.169.254/latest/meta-data/"),
            2 => Reaction.Redirects(inside.Url),
            _ => Reaction.Taken,
        });
        var (id, _) = await hall.AddAsync(receiver.Url);

        await hall.ChangeAsync(hall.One);
        await receiver.TakesAsync(1);

        Assert.Equal(3, receiver.Received.Count);
        Assert.Empty(inside.Received);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task S51_A_name_that_leads_to_a_private_address_gets_nothing()
    {
        await using var inside = new WebhookReceiver();
        // 127.0.0.1 is listed by the operator, this name of the same machine is not.
        var (id, _) = await hall.AddAsync(inside.Url.Replace("http://127.0.0.1", "https://localhost", StringComparison.Ordinal));

        var sent = await hall.ActAsync(id, "test");

        Assert.Contains("only a host listed in the configuration may be there", sent["problem"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(inside.Received);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task What_happens_while_a_webhook_is_paused_arrives_in_order_when_it_is_resumed()
    {
        await using var receiver = new WebhookReceiver();
        var (id, _) = await hall.AddAsync(receiver.Url);
        Assert.Equal("paused", (await hall.ActAsync(id, "pause"))["state"]!.GetValue<string>());

        var names = await hall.ChangesAsync(4, hall.One);
        await receiver.UntilAsync(() => hall.ShowAsync(id).GetAwaiter().GetResult()["open"]!.GetValue<int>() == 4);
        Assert.Empty(receiver.Received);

        await hall.ActAsync(id, "resume");
        await receiver.TakesAsync(4);
        Assert.Equal(names, receiver.Taken.Select(r => r.Set));
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task A_webhook_gets_the_types_and_the_experience_it_asked_for_from_its_making_on()
    {
        await hall.ChangeAsync(hall.One);
        await using var receiver = new WebhookReceiver();
        var (id, _) = await hall.AddAsync(receiver.Url, ["Change Set Succeeded"], hall.Other);
        var (failed, _) = await hall.AddAsync(receiver.Url, ["Change Set Failed", "Account *"]);

        await hall.ChangeAsync(hall.One);
        var name = await hall.ChangeAsync(hall.Other);
        await receiver.TakesAsync(1);

        Assert.Equal(name, Assert.Single(receiver.Received).Set);
        Assert.Empty(await hall.DeliveriesAsync(failed));
        await hall.RemoveAsync(id);
        await hall.RemoveAsync(failed);
    }
}

public sealed class WebhookDeliveryOnSqliteTests(SqliteWebhookHall hall) : WebhookDeliveryTests(hall), IClassFixture<SqliteWebhookHall>;

[Trait("Ring", "Postgres")]
public sealed class WebhookDeliveryOnPostgresTests(PostgresWebhookHall hall) : WebhookDeliveryTests(hall), IClassFixture<PostgresWebhookHall>;
