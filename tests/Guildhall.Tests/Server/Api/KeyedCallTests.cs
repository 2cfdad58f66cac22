using System.Net;
using System.Text.Json;
using Guildhall.App.Upkeep;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Api;

/// <summary>Calls that make something, sent again under their <c>Idempotency-Key</c>. vendor-integration.md 17.</summary>
public abstract class KeyedCallTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Links = "/api/v1/vendors/aws/organizations";
    private const string Webhooks = "/api/v1/webhooks";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor17_The_same_call_links_once_and_always_answers_that_link()
    {
        var (manager, path, body) = (await ManagerAsync(), Links, Link("Once"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(manager, path, body, "first-link")));
        var later = await SendAsync(manager, path, body, "first-link");

        Assert.All([.. answers, later], a => Assert.True(a.Status == HttpStatusCode.Created, a.Body));
        Assert.Single(answers.Append(later).Select(a => (string?)a.Json["link"]!["id"]).Distinct());
        Assert.NotEmpty(later.Json["checks"]!.AsArray());
        Assert.Equal(1, await AuditedAsync("LinkOrganization", (string)later.Json["link"]!["id"]!));
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_used"), Refusal(await SendAsync(manager, path, Link("Twice"), "first-link")));
    }

    [Fact]
    public async Task Vendor17_A_link_from_a_draft_is_answered_again_though_the_draft_is_gone()
    {
        var manager = await ManagerAsync();
        var draft = (await SendAsync(manager, Links + "/drafts", Link("Drafted"))).Text("id");
        var body = JsonSerializer.Serialize(new { draftId = draft });

        var first = await SendAsync(manager, Links, body, "drafted");
        var again = await SendAsync(manager, Links, body, "drafted");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal((string?)first.Json["link"]!["id"], (string?)again.Json["link"]!["id"]);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(manager, Links, body, "another")).Status);
    }

    [Fact]
    public async Task Vendor17_A_key_that_was_used_stands_for_no_other_call_and_each_caller_has_keys_of_its_own()
    {
        var (administrator, delegated) = (await Hall.AdministratorAsync(), await Hall.DelegatedAdministratorAsync());
        var first = await SendAsync(administrator, Webhooks, Webhook("Mine"), "same");

        var other = await SendAsync(administrator, Webhooks, Webhook("Another"), "same");
        var elsewhere = await SendAsync(administrator, "/api/v1/mail/rules", """{"recipients":["a@example.com"]}""", "same");
        var theirs = await SendAsync(delegated, Webhooks, Webhook("Theirs"), "same");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal((HttpStatusCode.Conflict, "IDEMPOTENCY_KEY_USED"), Refusal(other));
        Assert.Equal((HttpStatusCode.Conflict, "IDEMPOTENCY_KEY_USED"), Refusal(elsewhere));
        Assert.Equal((HttpStatusCode.Created, "Theirs"), (theirs.Status, (string?)theirs.Json["webhook"]!["name"]));
        Assert.Equal(["Mine", "Theirs"], (await administrator.GetAsync(Webhooks)).Json["webhooks"]!.AsArray().Select(w => (string?)w!["name"]));
    }

    [Fact]
    public async Task Vendor17_A_webhook_is_answered_again_with_the_secret_that_was_lost_and_not_after_a_change()
    {
        var administrator = await Hall.AdministratorAsync();
        var first = await SendAsync(administrator, Webhooks, """{"name":"Lost","url":"https://example.com/"}""", "lost");

        // The same members in another order are the same call.
        var again = await SendAsync(administrator, Webhooks, """{ "url": "https://example.com/", "name": "Lost" }""", "lost");
        Assert.Equal((HttpStatusCode.Created, first.Text("secret")), (again.Status, again.Text("secret")));

        var id = (string)first.Json["webhook"]!["id"]!;
        await administrator.PostAsync($"{Webhooks}/{id}/rotate", new { });
        var rotated = await SendAsync(administrator, Webhooks, """{"name":"Lost","url":"https://example.com/"}""", "lost");
        Assert.Equal((id, null), ((string?)rotated.Json["webhook"]!["id"], (string?)rotated.Json["secret"]));
        await administrator.SendAsync(HttpMethod.Delete, $"{Webhooks}/{id}", "");
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(administrator, Webhooks, """{"name":"Lost","url":"https://example.com/"}""", "lost")).Status);
    }

    [Fact]
    public async Task Vendor17_A_refused_call_does_not_use_its_key_up_and_a_used_one_is_free_after_a_day()
    {
        var administrator = await Hall.AdministratorAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(administrator, Webhooks, """{"name":"","url":"https://example.com/"}""", "day")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(administrator, Webhooks, Webhook("Yesterday"), "day")).Status);
        await UsedAsync(TimeSpan.FromHours(25));

        var today = await SendAsync(administrator, Webhooks, Webhook("Today"), "day");

        Assert.Equal((HttpStatusCode.Created, "Today"), (today.Status, (string?)today.Json["webhook"]!["name"]));
        Assert.Equal(today.Text("secret"), (await SendAsync(administrator, Webhooks, Webhook("Today"), "day")).Text("secret"));
        await UsedAsync(TimeSpan.FromHours(49));
        var guildhall = Hall.Guildhall;
        await new Housekeeping(guildhall.Database, guildhall.RequestExpiry, guildhall.ClosingLapses, TimeSpan.FromDays(90), TimeProvider.System, NullLogger<Housekeeping>.Instance).RunOnceAsync(Cancellation);
        await using var db = guildhall.Database.Open();
        Assert.False(await db.ClientKeys.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Vendor17_A_rule_of_mail_is_made_once_too()
    {
        var administrator = await Hall.AdministratorAsync();

        var first = await SendAsync(administrator, "/api/v1/mail/rules", """{"recipients":["a@example.com"]}""", "mail");
        var again = await SendAsync(administrator, "/api/v1/mail/rules", """{"recipients":["a@example.com"]}""", "mail");

        Assert.Equal((HttpStatusCode.Created, first.Text("id")), (again.Status, again.Text("id")));
        Assert.Single((await administrator.GetAsync("/api/v1/mail/rules")).Json["rules"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    [InlineData("one", "two")]
    public async Task Vendor17_A_key_is_one_word_of_printable_ASCII_sent_once(params string[] keys)
    {
        var refused = await (await Hall.AdministratorAsync()).SendAsync(HttpMethod.Post, Webhooks, Webhook("Odd"), null, keys);

        Assert.Equal((HttpStatusCode.BadRequest, "Idempotency-Key"), (refused.Status, refused.Text("field")));
    }

    private static Task<HallAnswer> SendAsync(HallCaller caller, string path, string body, params string[] key) => caller.SendAsync(HttpMethod.Post, path, body, null, key);

    private static (HttpStatusCode Status, string Code) Refusal(HallAnswer answer) => (answer.Status, answer.Text("code"));

    private static string Webhook(string name) => JsonSerializer.Serialize(new { name, url = "https://example.com/" });

    private string Link(string name)
    {
        var (account, key) = Hall.FreshAccount(name);
        return JsonSerializer.Serialize(new { accountId = account, mode = "fresh", name, accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey, emailPattern = $"aws+%s@{name.ToLowerInvariant()}.example" });
    }

    private Task<HallCaller> ManagerAsync() => Hall.CallerAsync(World.Management, "manager", "GuildhallManager");

    /// <summary>Makes every key that was used as old as that.</summary>
    private async Task UsedAsync(TimeSpan ago)
    {
        var then = TimeProvider.System.GetUtcNow() - ago;
        await using var db = Hall.Guildhall.Database.Open();
        await db.ClientKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.UsedAt, then), Cancellation);
    }

    private async Task<int> AuditedAsync(string name, string about)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Audit.CountAsync(a => a.Record.Contains($"\"{name}\"") && a.Record.Contains(about), Cancellation);
    }
}

public sealed class KeyedCallOnSqliteTests() : KeyedCallTests(null);

[Trait("Ring", "Postgres")]
public sealed class KeyedCallOnPostgresTests(PostgresServer server) : KeyedCallTests(new PostgresDatabase(server));
