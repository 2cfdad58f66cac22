using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>Webhooks by the own API and by commands. contract.md 2, 4; security.md S-13, S-24, S-51.</summary>
public abstract class WebhookTests(WebhookHall hall)
{
    [Fact]
    public async Task A_webhook_is_made_shown_paused_resumed_and_removed_by_the_own_API()
    {
        await using var receiver = new WebhookReceiver();
        var (id, secret) = await hall.AddAsync(receiver.Url, ["Product Request *"], hall.One, "Tickets");

        var shown = await hall.ShowAsync(id);
        Assert.Equal(("Tickets", receiver.Url, hall.One, "active"), (shown["name"]!.GetValue<string>(), shown["url"]!.GetValue<string>(), shown["experience"]!.GetValue<string>(), shown["state"]!.GetValue<string>()));
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var listed = await hall.Administrator.GetAsync("/api/v1/webhooks");
        Assert.Contains(listed.Json["webhooks"]!.AsArray(), w => w!["id"]!.GetValue<string>() == id);
        Assert.DoesNotContain(secret, listed.Body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await hall.Administrator.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hall.Administrator.GetAsync($"/api/v1/webhooks/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hall.Administrator.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", "")).Status);
    }

    [Theory]
    [InlineData("", "https://example.com/", "name")]
    [InlineData("Twice", "https://example.com/", "name")]
    [InlineData("Plain", "http://example.com/", "url")]
    [InlineData("File", "file:///etc/passwd", "url")]
    [InlineData("Relative", "/events", "url")]
    [InlineData("User", "https://me:secret@example.com/", "url")]
    [InlineData("Fragment", "https://example.com/#part", "url")]
    [InlineData("Private", "https://10.0.0.1/", "url")]
    [InlineData("Metadata", "https://169.254.169.254/", "url")]
    [InlineData("Six", "https://[::1]/", "url")]
    [InlineData("Name of this machine", "http://localhost:9999/", "url")]
    [InlineData("Own", "https://example.com/", "experience", "exp-none")]
    [InlineData("Types", "https://example.com/", "events", null, "Change * Set")]
    public async Task S51_What_is_wrong_with_a_webhook_is_told_by_its_field(string name, string url, string field, string? experience = null, string? type = null)
    {
        await hall.Administrator.PostAsync("/api/v1/webhooks", new { name = "Twice", url = "https://example.com/" });

        var refused = await hall.Administrator.PostAsync("/api/v1/webhooks", new { name, url, experience, events = type is null ? null : new[] { type } });

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, refused.Text("field")));
    }

    [Fact]
    public async Task S24_Another_tenants_webhook_is_not_there_and_a_member_account_has_none()
    {
        var (id, _) = await hall.AddAsync("https://example.com/");
        var member = await hall.Hall.CallerAsync(hall.World.Developer, "member", "GuildhallAdministrator");

        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/pause"), ("POST", "/rotate"), ("POST", "/test"), ("POST", "/replay"), ("GET", "/deliveries") })
        {
            var there = await hall.Stranger.SendAsync(new HttpMethod(method), $"/api/v1/webhooks/{id}{path}", "");
            var absent = await hall.Stranger.SendAsync(new HttpMethod(method), $"/api/v1/webhooks/none{path}", "");
            Assert.Equal((HttpStatusCode.NotFound, absent.Text("message")), (there.Status, there.Text("message")));
            Assert.Equal(HttpStatusCode.Forbidden, (await member.SendAsync(new HttpMethod(method), $"/api/v1/webhooks/{id}{path}", "")).Status);
        }

        Assert.Empty((await hall.Stranger.GetAsync("/api/v1/webhooks")).Json["webhooks"]!.AsArray());
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task S13_Both_secrets_sign_for_a_day_after_a_change_and_neither_is_stored_in_the_clear()
    {
        await using var receiver = new WebhookReceiver();
        var (id, first) = await hall.AddAsync(receiver.Url);
        await hall.ActAsync(id, "test");
        var second = (await hall.ActAsync(id, "rotate"))["secret"]!.GetValue<string>();
        await hall.ActAsync(id, "test");

        Assert.NotEqual(first, second);
        Assert.Equal([Expected(receiver.Received[0], first)], Signatures(receiver.Received[0]));
        Assert.Equal([Expected(receiver.Received[1], second), Expected(receiver.Received[1], first)], Signatures(receiver.Received[1]));
        await using var db = hall.Hall.Guildhall.Database.Open();
        var row = await db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == id, TestContext.Current.CancellationToken);
        Assert.All([row.EncryptedSecret, row.FormerEncryptedSecret!], text => Assert.False(text.Contains(first, StringComparison.Ordinal) || text.Contains(second, StringComparison.Ordinal)));
        var trail = string.Concat(await db.Audit.Where(a => a.Record.Contains(id)).Select(a => a.Record).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Contains("RotateWebhookSecret", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", trail, StringComparison.Ordinal);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task A_test_tells_at_once_how_the_receiver_took_it()
    {
        await using var receiver = new WebhookReceiver((_, _) => Reaction.Fails);
        var (id, _) = await hall.AddAsync(receiver.Url);

        var sent = await hall.ActAsync(id, "test");

        Assert.Equal(("dead", 500), (sent["state"]!.GetValue<string>(), sent["answer"]!.GetValue<int>()));
        Assert.Equal("Webhook Test", Assert.Single(receiver.Received).Type);
        Assert.Equal(HttpStatusCode.Conflict, (await hall.Administrator.PostAsync($"/api/v1/webhooks/{id}/replay", new { delivery = sent["id"]!.GetValue<string>() })).Status);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task Commands_do_the_same_beside_the_server()
    {
        await using var receiver = new WebhookReceiver();
        var terminal = hall.Hall.Terminal();
        terminal.Environment["GUILDHALL_WEBHOOK_HOSTS"] = "127.0.0.1";

        var made = await terminal.AnswerAsync("webhook", "add", "Operators", "--url", receiver.Url, "--event", "Change Set *", "--experience", hall.One);
        var id = made.GetProperty("webhook").GetProperty("id").GetString()!;
        Assert.StartsWith("whsec_", made.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal("delivered", (await terminal.AnswerAsync("webhook", "test", "Operators")).GetProperty("state").GetString());
        Assert.Equal(0, await terminal.RunAsync("webhook", "pause", id));
        var name = await hall.ChangeAsync(hall.One);
        Assert.Equal(0, await terminal.RunAsync("webhook", "resume", id));
        await receiver.TakesAsync(2);
        Assert.Equal(name, receiver.Taken[1].Set);
        await hall.DeliveredAsync(id, 2);
        var listed = await terminal.AnswerAsync("webhook", "deliveries", "Operators", "--state", "delivered");
        Assert.Equal(2, listed.GetProperty("count").GetInt32());
        Assert.Equal(0, await terminal.RunAsync("webhook", "replay", id, "--delivery", listed.GetProperty("deliveries")[0].GetProperty("id").GetString()!));
        await receiver.TakesAsync(3);
        Assert.Equal(1, await terminal.RunAsync("webhook", "replay", id));
        Assert.Equal(0, (await terminal.AnswerAsync("webhook", "show", id)).GetProperty("dead").GetInt32());
        Assert.NotEqual(made.GetProperty("secret").GetString(), (await terminal.AnswerAsync("webhook", "rotate", id)).GetProperty("secret").GetString());
        Assert.Equal(0, await terminal.RunAsync("webhook", "remove", id));
        Assert.DoesNotContain(id, (await terminal.AnswerAsync("webhook", "list")).GetRawText(), StringComparison.Ordinal);
    }

    private static string[] Signatures(ReceivedEvent told) => [.. told.Headers["Guildhall-Signature"].Split(',').Where(p => p.StartsWith("v1=", StringComparison.Ordinal)).Select(p => p[3..])];

    private static string Expected(ReceivedEvent told, string secret)
    {
        var time = told.Headers["Guildhall-Signature"].Split(',')[0][2..];
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{told.Body}")));
    }
}

public sealed class WebhookOnSqliteTests(SqliteWebhookHall hall) : WebhookTests(hall), IClassFixture<SqliteWebhookHall>;

[Trait("Ring", "Postgres")]
public sealed class WebhookOnPostgresTests(PostgresWebhookHall hall) : WebhookTests(hall), IClassFixture<PostgresWebhookHall>;
