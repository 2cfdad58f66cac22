using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App;
using Guildhall.App.Mail;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Delivery;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Mail;

/// <summary>Mail of events: who gets it, what becomes of it, where it is read. private-marketplace.md 8, 9.3; vendor-integration.md 6, 13.3.</summary>
public abstract class MailTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private static readonly string[] Requests = ["Product Request *"];

    private readonly MailSink _sink = new((to, tries) => to.StartsWith("refused", StringComparison.Ordinal) ? "550 nobody" : tries == 1 ? "451 later" : tries == 2 ? "" : null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _sink.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Vendor13_3_Mail_of_events_goes_to_those_named_once_each()
    {
        await using var hall = await StartAnotherAsync(WithServer);
        var administrator = await hall.AdministratorAsync();
        var rule = await AddAsync(administrator, ["Team@Example.com", "lead@example.com"], Requests);
        await AddAsync(administrator, ["lead@example.com"], []);
        await AskAsync(hall, administrator);
        await _sink.UntilAsync(() => _sink.Mails.Count(m => m.Subject.StartsWith("Product Request", StringComparison.Ordinal)) == 2);

        var mails = _sink.Mails.Where(m => m.Subject.StartsWith("Product Request", StringComparison.Ordinal)).ToList();
        Assert.Equal(["lead@example.com", "team@example.com"], mails.Select(m => m.To).Order());
        Assert.All(mails, m => Assert.Equal("Product Request Created: Alpha Monitor", m.Subject));
        Assert.All(mails, m => Assert.Contains("productProcurementRequestId: prodprocreq-", m.Text, StringComparison.Ordinal));
        Assert.All(mails, m => Assert.Equal("Guildhall <guildhall@acme.example>", m.Header("From")));
        Assert.True(_sink.Tries > _sink.Mails.Count, "Nothing was tried again.");

        Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Delete, $"/api/v1/mail/rules/{rule}", "")).Status);
        Assert.Single((await administrator.GetAsync("/api/v1/mail/rules")).Json["rules"]!.AsArray());
    }

    [Fact]
    public async Task A_recipient_that_the_mail_server_refuses_is_told_with_its_words_and_not_tried_again()
    {
        await using var hall = await StartAnotherAsync(WithServer);
        var administrator = await hall.AdministratorAsync();
        await AddAsync(administrator, ["refused@example.com"], Requests);
        await AskAsync(hall, administrator);
        var mail = await UntilAsync(administrator, m => m["state"]!.GetValue<string>() == "failed");

        Assert.Equal("The mail server answered 550: nobody", mail["problem"]!.GetValue<string>());
        Assert.Equal(1, mail["tries"]!.GetValue<int>());
        Assert.Empty(_sink.Mails);
    }

    [Fact]
    public async Task Without_a_mail_server_mails_are_kept_and_read_by_page_API_and_command()
    {
        var administrator = await Hall.AdministratorAsync();
        await AddAsync(administrator, ["team@example.com"], Requests);
        await AskAsync(Hall, administrator);
        var kept = await UntilAsync(administrator, m => m["state"]!.GetValue<string>() == "kept");
        var id = kept["id"]!.GetValue<string>();

        var read = (await administrator.GetAsync($"/api/v1/mail/{id}")).Json;
        Assert.Contains("Event ", read["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var terminal = Hall.Terminal();
        Assert.Equal(1, (await terminal.AnswerAsync("mail", "list")).GetProperty("count").GetInt32());
        Assert.Equal(read["text"]!.GetValue<string>(), (await terminal.AnswerAsync("mail", "show", id)).GetProperty("text").GetString());
        using var amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        Assert.Contains("Kept here", (await amara.GetAsync("/console/notifications/sent")).Html, StringComparison.Ordinal);
        Assert.Contains("Product Request Created: Alpha Monitor", (await amara.GetAsync($"/console/notifications/sent/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_made_and_removed_on_the_page_and_by_command()
    {
        using var amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        const string Page = "/console/notifications/mail";
        Assert.Contains("Nobody gets mail yet", (await amara.GetAsync(Page)).Html, StringComparison.Ordinal);

        var (refused, html) = await amara.PostAsync(Page, Page, ("recipients", "team@example.com\nnobody"), ("events", "Account *"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"recipients-error\"", html, StringComparison.Ordinal);
        Assert.Contains("nobody</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("2 addresses get mail from now on.", (await amara.PostAsync(Page, Page, ("recipients", "team@example.com, lead@example.com"), ("events", "Account *"))).Html, StringComparison.Ordinal);

        var terminal = Hall.Terminal();
        var rules = await terminal.AnswerAsync("mail", "rules");
        Assert.Equal(2, rules[0].GetProperty("recipients").GetArrayLength());
        Assert.Equal(0, await terminal.RunAsync("mail", "send", "ops@example.com", "--event", "Change Set Failed"));
        Assert.Equal(0, await terminal.RunAsync("mail", "stop", rules[0].GetProperty("id").GetString()!));
        Assert.Equal("ops@example.com", (await terminal.AnswerAsync("mail", "rules"))[0].GetProperty("recipients")[0].GetString());
    }

    [Theory]
    [InlineData("recipients", "")]
    [InlineData("recipients", "nobody")]
    [InlineData("recipients", "a@b.example\r\nBcc: all@example.com")]
    [InlineData("recipients", "<a@b.example>")]
    [InlineData("events", "a@b.example", "Change * Set")]
    [InlineData("experience", "a@b.example", null, "exp-none")]
    public async Task What_is_wrong_with_a_rule_is_told_by_its_field(string field, string recipient, string? type = null, string? experience = null)
    {
        var administrator = await Hall.AdministratorAsync();

        var refused = await administrator.PostAsync("/api/v1/mail/rules", new { recipients = new[] { recipient }, events = type is null ? [] : new[] { type }, experience });

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, refused.Text("field")));
    }

    [Fact]
    public async Task A_rule_has_99_recipients_at_most()
    {
        var administrator = await Hall.AdministratorAsync();
        var addresses = Enumerable.Range(0, 100).Select(n => $"person{n}@example.com").ToArray();

        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync("/api/v1/mail/rules", new { recipients = addresses })).Status);
        Assert.Equal(HttpStatusCode.Created, (await administrator.PostAsync("/api/v1/mail/rules", new { recipients = addresses[..99] })).Status);
    }

    [Fact]
    public async Task S24_Rules_and_mails_of_another_tenant_are_not_there()
    {
        var administrator = await Hall.AdministratorAsync();
        var rule = await AddAsync(administrator, ["team@example.com"], Requests);
        await AskAsync(Hall, administrator);
        var mail = (await UntilAsync(administrator, _ => true))["id"]!.GetValue<string>();
        var stranger = await Hall.CallerAsync(World.Standalone, "owner", "GuildhallAdministrator");
        var member = await Hall.CallerAsync(World.Ledger, "member", "GuildhallAdministrator");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Delete, $"/api/v1/mail/rules/{rule}", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/mail/{mail}")).Status);
        Assert.Equal(0, (await stranger.GetAsync("/api/v1/mail")).Json["count"]!.GetValue<int>());
        Assert.Empty((await stranger.GetAsync("/api/v1/mail/rules")).Json["rules"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync("/api/v1/mail")).Status);
    }

    [Fact]
    public async Task Vendor6_A_test_mail_goes_to_an_address_made_of_the_pattern()
    {
        var link = await PatternedAsync();
        var manager = await Hall.CallerAsync(World.Management, "manager", "GuildhallManager");

        var sent = await manager.PostAsync($"/api/v1/vendors/aws/organizations/{link}/test-mail", new { });
        Assert.Matches(@"\Aaws\+[a-z0-9]{8}-[a-z0-9]@acme\.example\z", sent.Text("recipient"));
        Assert.Contains("aws+%s@acme.example", sent.Text("text"), StringComparison.Ordinal);
        Assert.Matches(@"\Aaws\+", (await Hall.Terminal().AnswerAsync("mail", "test", World.Management)).GetProperty("recipient").GetString()!);
        using var mona = await Hall.SignedInAsync("mona@example.com", "MarketplaceManager", "");
        var page = $"/admin/settings/vendors/aws/organizations/{link}";
        Assert.Contains("A test mail goes to aws", WebUtility.HtmlDecode((await mona.PostAsync(page, page + "/test-mail")).Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendor13_3_A_reminder_goes_to_the_owner_whose_address_is_known_else_to_who_invited()
    {
        await using (var db = Hall.Guildhall.Database.Open())
        {
            db.Add(new OrderRow { Id = "order-b", Buyer = "", OrderedBy = $"arn:aws:iam::{World.Management}:user/dana@example.com", LinkId = "link", Name = "B", State = "Inviting", Form = "{}" });
            await db.SaveChangesAsync(Cancellation);
        }

        await Hall.Guildhall.Writer.WriteAsync(
            scope =>
            {
                foreach (var (step, account, order) in new[] { ("1", "owner@owner.example", "order-a"), ("2", "owner@owner.example", "order-a"), ("1", "123456789012", "order-b"), ("1", "210987654321", "order-c") })
                    scope.Add(AccountEvents.Row(World.OrganizationId, World.Management, order + step, "InvitationReminder", new JsonObject { ["account"] = account, ["orderId"] = order }, scope.Now));
                return true;
            },
            Cancellation);

        var administrator = await Hall.AdministratorAsync();
        await UntilAsync(administrator, m => m["recipient"]!.GetValue<string>() == "dana@example.com");
        var mails = (await administrator.GetAsync("/api/v1/mail")).Json["mails"]!.AsArray().Select(m => (m!["recipient"]!.GetValue<string>(), m["subject"]!.GetValue<string>())).Order();
        (string, string)[] expected = [("dana@example.com", "Invitation Reminder: 123456789012"), ("owner@owner.example", "Invitation Reminder: owner@owner.example"), ("owner@owner.example", "Invitation Reminder: owner@owner.example")];
        Assert.Equal(expected, mails);
    }

    private InstallationOptions WithServer(InstallationOptions options) => options with
    {
        Mail = new MailServer("127.0.0.1", _sink.Port, MailTls.None, "guildhall@acme.example"),
        Deliveries = new DeliveryRule(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), 100, TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
    };

    private static async Task<string> AddAsync(HallCaller administrator, string[] recipients, string[] events)
    {
        var made = await administrator.PostAsync("/api/v1/mail/rules", new { recipients, events });
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        return made.Text("id");
    }

    private static async Task AskAsync(RunningHall hall, HallCaller administrator)
    {
        await administrator.ExperienceAsync("Asked", [hall.World.Developer], []);
        var asked = await (await hall.BuyerAsync()).RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = HallWorld.A } }, Reason = "Needed" },
        });
        Assert.Equal("SUCCEEDED", asked["Status"]!.GetValue<string>());
    }

    private static async Task<JsonNode> UntilAsync(HallCaller administrator, Func<JsonNode, bool> found)
    {
        for (var tries = 0; ; tries++)
        {
            var mails = (await administrator.GetAsync("/api/v1/mail")).Json["mails"]!.AsArray();
            if (mails.FirstOrDefault(m => found(m!)) is { } mail) return mail;
            Assert.True(tries < 500, mails.ToJsonString());
            await Task.Delay(20, Cancellation);
        }
    }

    private async Task<string> PatternedAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example"), Cancellation);
        return await db.Links.Where(l => l.AccountId == World.Management).Select(l => l.Id).SingleAsync(Cancellation);
    }
}

public sealed class MailOnSqliteTests() : MailTests(null);

[Trait("Ring", "Postgres")]
public sealed class MailOnPostgresTests(PostgresServer server) : MailTests(new PostgresDatabase(server));
