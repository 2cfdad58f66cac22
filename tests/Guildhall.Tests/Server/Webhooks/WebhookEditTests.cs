using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>A webhook is edited in place: page, own API and command. private-marketplace.md 9.3; security.md S-24, S-51.</summary>
public abstract class WebhookEditTests(WebhookHall hall)
{
    private const string Home = "/console/notifications/webhooks/";

    private static int _people;

    [Fact]
    public async Task What_waits_goes_to_the_new_address_and_the_secret_stays()
    {
        await using var former = new WebhookReceiver((_, _) => Reaction.Fails);
        await using var next = new WebhookReceiver();
        var (id, secret) = await hall.AddAsync(former.Url, experience: hall.One);
        var name = await hall.ChangeAsync(hall.One);
        await former.UntilAsync(() => former.Received.Count > 0);

        var edited = await PatchAsync(id, new { name = "Elsewhere", url = next.Url, events = new[] { "Change Set Succeeded" }, experience = (string?)null });

        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.Equal(("Elsewhere", next.Url, null, "[\"Change Set Succeeded\"]"), (edited.Text("name"), edited.Text("url"), (string?)edited.Json["experience"], edited.Json["events"]!.ToJsonString()));
        await next.TakesAsync(1);
        Assert.Equal(name, Assert.Single(next.Taken).Set);
        Assert.Contains(Signature(next.Taken[0], secret), next.Taken[0].Headers["Guildhall-Signature"], StringComparison.Ordinal);
        Assert.DoesNotContain("secret\"", edited.Body, StringComparison.OrdinalIgnoreCase);
        var other = await hall.ChangeAsync(hall.Other);
        await next.TakesAsync(2);
        Assert.Equal(other, next.Taken[1].Set);
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task What_is_left_out_stays_and_a_change_is_recorded_with_what_was_before()
    {
        var (id, _) = await hall.AddAsync("https://receiver.example.com/one", ["Account *"], hall.One);
        await hall.ActAsync(id, "pause");

        await PatchAsync(id, new { url = "https://receiver.example.com/two" });
        var same = await PatchAsync(id, new { });

        Assert.Equal((hall.One, "paused", "[\"Account *\"]"), (same.Text("experience"), same.Text("state"), same.Json["events"]!.ToJsonString()));
        await using var db = hall.Hall.Guildhall.Database.Open();
        var records = await db.Audit.Where(a => a.Record.Contains(id) && a.Record.Contains("EditWebhook")).Select(a => a.Record).ToListAsync(TestContext.Current.CancellationToken);
        var parameters = JsonNode.Parse(Assert.Single(records))!["requestParameters"]!;
        Assert.Equal(("https://receiver.example.com/one", "https://receiver.example.com/two"), ((string?)parameters["before"]!["url"], (string?)parameters["after"]!["url"]));
        await hall.RemoveAsync(id);
    }

    [Theory]
    [InlineData("""{"name":""}""", "name", "VALIDATION_ERROR")]
    [InlineData("""{"name":"Taken"}""", "name", "VALIDATION_ERROR")]
    [InlineData("""{"name":null}""", "name", "VALIDATION_ERROR")]
    [InlineData("""{"url":"http://example.com/"}""", "url", "VALIDATION_ERROR")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "url", "VALIDATION_ERROR")]
    [InlineData("""{"experience":"exp-none"}""", "experience", "VALIDATION_ERROR")]
    [InlineData("""{"events":["Change * Set"]}""", "events", "VALIDATION_ERROR")]
    [InlineData("""{"events":"Account *"}""", "events", "VALIDATION_ERROR")]
    [InlineData("""{"state":"paused"}""", "state", "field_not_editable")]
    public async Task S51_An_edit_is_checked_as_what_is_new(string body, string field, string code)
    {
        await hall.Administrator.PostAsync("/api/v1/webhooks", new { name = "Taken", url = "https://example.com/" });
        var (id, _) = await hall.AddAsync("https://example.com/");

        var refused = await hall.Administrator.SendAsync(HttpMethod.Patch, $"/api/v1/webhooks/{id}", body);

        Assert.Equal((HttpStatusCode.BadRequest, field, code), (refused.Status, refused.Text("field"), refused.Text("code")));
        Assert.Equal("https://example.com/", (await hall.ShowAsync(id))["url"]!.GetValue<string>());
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task S24_Who_saw_an_earlier_version_or_administers_another_organization_edits_nothing()
    {
        var (id, _) = await hall.AddAsync("https://example.com/");
        var seen = (await hall.Administrator.GetAsync($"/api/v1/webhooks/{id}")).ETag;

        var first = await PatchAsync(id, new { url = "https://example.com/first" }, seen);
        var second = await PatchAsync(id, new { url = "https://example.com/second" }, seen);
        var strange = await hall.Stranger.SendAsync(HttpMethod.Patch, $"/api/v1/webhooks/{id}", "{}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, "STALE", HttpStatusCode.NotFound), (first.Status, second.Status, second.Text("code"), strange.Status));
        Assert.NotEqual(seen, first.ETag);
        Assert.Equal("https://example.com/first", (await hall.ShowAsync(id))["url"]!.GetValue<string>());
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task The_page_has_what_is_there_and_tells_what_somebody_else_changed_meanwhile()
    {
        var (id, _) = await hall.AddAsync("https://example.com/page", ["Account *"], hall.One, "By hand");
        var amara = await hall.Hall.SignedInAsync($"edit{Interlocked.Increment(ref _people)}@example.com", "Administrator", hall.World.Management);
        var edit = $"{Home}{id}/edit";
        var (_, form) = await amara.GetAsync(edit);
        Assert.Contains("value=\"By hand\"", form, StringComparison.Ordinal);
        Assert.Contains("Account *</textarea>", form, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{hall.One}\" selected", form, StringComparison.Ordinal);

        await PatchAsync(id, new { url = "https://example.com/meanwhile" });
        var late = await amara.PostAsync(edit, edit, ("version", "0"), ("seen", "By hand"), ("seen", "https://example.com/page"), ("name", "Late"), ("url", "https://example.com/late"), ("events", ""), ("experience", ""));
        Assert.Contains("Changed meanwhile", late.Html, StringComparison.Ordinal);
        Assert.Contains("https://example.com/meanwhile", late.Html, StringComparison.Ordinal);
        Assert.Equal("https://example.com/meanwhile", (await hall.ShowAsync(id))["url"]!.GetValue<string>());

        var saved = await amara.PostAsync(edit, edit, ("version", "1"), ("name", "By page"), ("url", "https://example.com/late"), ("events", ""), ("experience", ""));
        Assert.Contains("Saved.", saved.Html, StringComparison.Ordinal);
        var shown = await hall.ShowAsync(id);
        Assert.Equal(("By page", "https://example.com/late", "[]", null), (shown["name"]!.GetValue<string>(), shown["url"]!.GetValue<string>(), shown["events"]!.ToJsonString(), (string?)shown["experience"]));
        await hall.RemoveAsync(id);
    }

    [Fact]
    public async Task The_command_changes_what_is_given_of_the_webhook_whose_id_it_is()
    {
        var terminal = hall.Hall.Terminal();
        var (id, _) = await hall.AddAsync("https://example.com/cli", ["Account *"], hall.One);
        // Called as the other: an id is looked for before a name.
        var (other, _) = await hall.AddAsync("https://example.com/other", name: id);

        var edited = await terminal.AnswerAsync("--json", "webhook", "edit", id, "--name", "By command", "--experience", "");
        var all = await terminal.AnswerAsync("--json", "webhook", "edit", "By command", "--event", "");

        Assert.Equal((id, "By command", "https://example.com/cli"), (edited.GetProperty("id").GetString(), edited.GetProperty("name").GetString(), edited.GetProperty("url").GetString()));
        Assert.Equal(1, edited.GetProperty("events").GetArrayLength());
        Assert.Equal((id, 0), (all.GetProperty("id").GetString(), all.GetProperty("events").GetArrayLength()));
        Assert.Equal(id, (await hall.ShowAsync(other))["name"]!.GetValue<string>());
        await hall.RemoveAsync(id);
        await hall.RemoveAsync(other);
    }

    private Task<HallAnswer> PatchAsync(string id, object body, string? seen = null) => hall.Administrator.SendAsync(HttpMethod.Patch, $"/api/v1/webhooks/{id}", JsonSerializer.Serialize(body), seen);

    private static string Signature(ReceivedEvent told, string secret)
    {
        var time = told.Headers["Guildhall-Signature"].Split(',')[0][2..];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{told.Body}")));
    }
}

public sealed class WebhookEditOnSqliteTests(SqliteWebhookHall hall) : WebhookEditTests(hall), IClassFixture<SqliteWebhookHall>;

[Trait("Ring", "Postgres")]
public sealed class WebhookEditOnPostgresTests(PostgresWebhookHall hall) : WebhookEditTests(hall), IClassFixture<PostgresWebhookHall>;
