using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Linking;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Links without a key of the account: by a role, and by who the server is on AWS itself. security.md S-19; vendor-integration.md 9, "no keys at all".</summary>
public abstract class RoleLinkTests(RoleHall hall)
{
    private const string Path = RoleHall.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor9_S19_An_account_is_linked_by_a_role_and_no_secret_is_stored()
    {
        var account = hall.Hall.FreshAccount("Roland").Account;
        var role = await hall.OwnRoleAsync(account);
        var id = await LinkAsync(account, new { accountId = account, roleArn = role, emailPattern = "roland+%s@acme.example", name = "Roland" });

        var shown = (await hall.Manager.GetAsync($"{Path}/{id}")).Json;
        Assert.Equal(("role", role, "", false), ((string?)shown["credentials"], (string?)shown["roleArn"], (string?)shown["accessKeyId"], (bool)shown["hasSecret"]!));
        Assert.Equal(await hall.ExternalIdAsync(account), (string?)shown["externalId"]);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var row = await db.Links.AsNoTracking().SingleAsync(l => l.Id == id, Cancellation);
        Assert.Equal(("", "", null), (row.AccessKeyId, row.EncryptedSecret, row.FormerEncryptedSecret));
        var audit = await db.Audit.Where(a => a.EventName == "LinkOrganization" && a.Record.Contains(id)).SingleAsync(Cancellation);
        Assert.Contains(role, audit.Record, StringComparison.Ordinal);

        var checks = (await hall.Manager.PostAsync($"{Path}/{id}/preflight", new { })).Json["checks"]!.AsArray().ToDictionary(c => (string)c!["id"]!, c => (string)c!["message"]!);
        Assert.Equal(("The role is valid.", $"The role belongs to account {account}.", "No root key is used."), (checks["P2"], checks["P3"], checks["P4"]));
        Assert.Equal("The role has administrator access. It works; the minimal policy is safer.", checks["P6"]);
        foreach (var (_, page) in new[] { await hall.Maya.GetAsync(RoleHall.Pages), await hall.Maya.GetAsync($"{RoleHall.Pages}/{id}") }) Assert.Contains("Role Guildhall", page, StringComparison.Ordinal);
        Assert.Contains($"Role,{role}", (await hall.Maya.GetAsync(RoleHall.Pages + ".csv")).Html, StringComparison.Ordinal);
        var listed = (await hall.Hall.Terminal().AnswerAsync("organization", "list")).EnumerateArray().Single(l => l.GetProperty("id").GetString() == id);
        Assert.Equal(("role", role), (listed.GetProperty("credentials").GetString(), listed.GetProperty("roleArn").GetString()));
    }

    [Fact]
    public async Task A_role_enters_the_accounts_that_are_made()
    {
        var account = hall.Hall.FreshAccount("Rosa").Account;
        var id = await LinkAsync(account, new { accountId = account, roleArn = await hall.OwnRoleAsync(account), emailPattern = "rosa+%s@acme.example" });

        var order = await hall.Hall.Guildhall.AccountOrders.OrderAsync(OrderReach.Operator("test"), new OrderWish(new AccountOrder { Name = "Entered", Alias = $"entered-{account}" }, id), Cancellation);
        Assert.False(order.Refused, order.Refused ? order.Problems[0].Message : "");
        await hall.Hall.Guildhall.Effects.RunSubjectAsync(order.Value.Row.Id, TimeSpan.FromSeconds(10), Cancellation);

        var made = (await hall.Hall.Guildhall.Orders.FindAsync(OrderReach.Operator("test"), order.Value.Row.Id, Cancellation)).Value;
        Assert.True(made.State == OrderState.Active, string.Join("; ", made.Steps.Select(s => $"{s.Kind} {s.State} {s.Problem}")));
        var opened = await hall.Hall.Guildhall.AccountAccess.OpenAsync(OrderReach.Operator("test"), made.Row.AccountId!, "https://example.com/", Cancellation);
        Assert.False(opened.Refused, opened.Refused ? opened.Problems[0].Message : "");
    }

    [Fact]
    public async Task A_session_is_used_as_long_as_it_lasts_and_taken_on_anew_when_AWS_takes_it_no_more()
    {
        var account = hall.Hall.FreshAccount("Ruth").Account;
        var id = await LinkAsync(account, new { accountId = account, roleArn = await hall.OwnRoleAsync(account), emailPattern = "ruth+%s@acme.example" });
        await SyncAsync(id);
        var before = await hall.CallsAsync("AssumeRole");
        await SyncAsync(id);
        Assert.Equal(before, await hall.CallsAsync("AssumeRole"));

        await hall.AdvanceAsync("61m");

        await SyncAsync(id);
        Assert.Equal(before + 1, await hall.CallsAsync("AssumeRole"));
    }

    [Fact]
    public async Task A_role_that_AWS_does_not_let_Guildhall_take_on_is_told_with_what_helps()
    {
        var account = hall.Hall.FreshAccount("Rita").Account;
        var external = await hall.ExternalIdAsync(account);
        var role = await hall.RoleAsync(account, "Guildhall", $"arn:aws:iam::{hall.Home}:user/guildhall-server", "somebody-else's".Replace("'", "-", StringComparison.Ordinal));
        var message = $"AWS does not let Guildhall take on the role {role}.";

        var refused = await hall.Manager.PostAsync(Path, new { accountId = account, roleArn = role, emailPattern = "rita+%s@acme.example" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "preflight_failed"), (refused.Status, refused.Text("code")));
        var check = refused.Json["checks"]!.AsArray().Single(c => (string)c!["id"]! == "P2")!;
        Assert.Equal(("fail", message, "AccessDenied"), ((string?)check["result"], (string?)check["message"], (string?)check["awsCode"]));
        Assert.Contains(external, (string)check["repair"]!, StringComparison.Ordinal);
        Assert.Null(await hall.Hall.Guildhall.Links.FindAsync(account, Cancellation));
        var page = WebUtility.HtmlDecode((await hall.Maya.PostAsync(RoleHall.Pages + "/new", RoleHall.Pages + "/new", Form(account, role, "role", "check"))).Html);
        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains(external, page, StringComparison.Ordinal);

        await hall.IamAsync(account, ("Action", "UpdateAssumeRolePolicy"), ("RoleName", "Guildhall"), ("PolicyDocument", Trust(hall.Home, external)));
        Assert.Equal(HttpStatusCode.Created, (await hall.Manager.PostAsync(Path, new { accountId = account, roleArn = role, externalId = external, emailPattern = "rita+%s@acme.example" })).Status);
        await hall.ActiveAsync(account);
    }

    [Fact]
    public async Task The_external_ID_is_Guildhalls_choice_for_each_account_and_the_role_must_be_of_that_account()
    {
        var (one, other) = (hall.Hall.FreshAccount("Rhea").Account, hall.Hall.FreshAccount("Rolf").Account);
        var role = $"arn:aws:iam::{one}:role/Guildhall";
        Assert.Matches("^[a-z2-7]{32}$", await hall.ExternalIdAsync(one));
        Assert.NotEqual(await hall.ExternalIdAsync(one), await hall.ExternalIdAsync(other));

        async Task<(string?, string?)> Refused(object form)
        {
            var answer = await hall.Manager.PostAsync(Path, form);
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_field"), (answer.Status, answer.Text("code")));
            return ((string?)answer.Json["field"], (string?)answer.Json["message"]);
        }

        Assert.Equal("externalId", (await Refused(new { accountId = one, roleArn = role, externalId = await hall.ExternalIdAsync(other), emailPattern = "a+%s@acme.example" })).Item1);
        Assert.Equal(("roleArn", $"The role belongs to account {one}, not {other}."), await Refused(new { accountId = other, roleArn = role, emailPattern = "a+%s@acme.example" }));
        Assert.Equal(("roleArn", "Enter the ARN of the role."), await Refused(new { accountId = other, credentials = "role", emailPattern = "a+%s@acme.example" }));
        Assert.Equal("credentials", (await Refused(new { accountId = other, credentials = "magic" })).Item1);
        var trust = (await hall.Manager.GetAsync($"/api/v1/vendors/aws/trust-policy?accountId={one}")).Json;
        Assert.Equal($"arn:aws:iam::{hall.Home}:user/guildhall-server", (string?)trust["trustPolicy"]!["Statement"]![0]!["Principal"]!["AWS"]);
        Assert.Equal((await hall.Hall.Terminal().AnswerAsync("organization", "trust-policy", "--account", one)).GetProperty("externalId").GetString(), (string?)trust["externalId"]);
    }

    [Fact]
    public async Task The_server_reaches_an_account_as_who_it_is_itself_and_tells_when_it_is_nobody_any_more()
    {
        var (account, key) = hall.Hall.FreshAccount("Amber");
        var server = hall.Own;
        try
        {
            hall.Own = key;
            var id = await LinkAsync(account, new { accountId = account, credentials = "ambient", emailPattern = "amber+%s@acme.example" });
            Assert.Equal("ambient", (string?)(await hall.Manager.GetAsync($"{Path}/{id}")).Json["credentials"]);
            Assert.Contains("This server's own credentials", WebUtility.HtmlDecode((await hall.Maya.GetAsync($"{RoleHall.Pages}/{id}?tab=credentials")).Html), StringComparison.Ordinal);

            hall.Own = null;
            var synced = await hall.Hall.Guildhall.Syncs.SyncAsync(id, Cancellation);
            Assert.Contains("This server has no AWS credentials of its own.", synced.Problems[0].Message, StringComparison.Ordinal);
            var failed = (await hall.Manager.PostAsync($"{Path}/{id}/preflight", new { })).Json["checks"]!.AsArray().Single(c => (string)c!["id"]! == "P2")!;
            Assert.Equal(("fail", "This server has no AWS credentials of its own."), ((string?)failed["result"], (string?)failed["message"]));
        }
        finally
        {
            hall.Own = server;
        }
    }

    [Fact]
    public async Task On_the_page_the_role_is_chosen_its_trust_policy_taken_along_and_the_account_linked()
    {
        var account = hall.Hall.FreshAccount("Page").Account;
        var external = await hall.ExternalIdAsync(account);
        const string New = RoleHall.Pages + "/new";

        var (_, looked) = await hall.Maya.PostAsync(New, New, Form(account, "", "role", "look"));
        var (_, file) = await hall.Maya.GetAsync($"{RoleHall.Pages}/guildhall-trust-policy.json?account={account}");
        var (_, template) = await hall.Maya.GetAsync($"{RoleHall.Pages}/guildhall-role-template.json?account={account}");
        var (_, guide) = await hall.Maya.GetAsync($"{RoleHall.Pages}/guide?account={account}");
        var role = await hall.OwnRoleAsync(account);
        var (saved, html) = await hall.Maya.PostAsync(New, New, Form(account, role, "role", "save"));

        Assert.Contains(external, looked, StringComparison.Ordinal);
        Assert.Contains(external, guide, StringComparison.Ordinal);
        Assert.Equal(external, (string?)JsonNode.Parse(file)!["Statement"]![0]!["Condition"]!["StringEquals"]!["sts:ExternalId"]);
        Assert.Equal($"arn:aws:iam::{hall.Home}:user/guildhall-server", (string?)JsonNode.Parse(template)!["Parameters"]!["GuildhallPrincipal"]!["Default"]);
        Assert.Contains(external, template, StringComparison.Ordinal);
        Assert.True(saved.RequestMessage!.RequestUri!.AbsolutePath == RoleHall.Pages, html);
        var id = await hall.ActiveAsync(account);
        var (_, tab) = await hall.Maya.GetAsync($"{RoleHall.Pages}/{id}?tab=credentials");
        Assert.Contains(role, tab, StringComparison.Ordinal);
        Assert.Contains("There is no key to rotate.", tab, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_command_line_a_role_is_taken_on_with_a_key_and_the_server_itself_is_nobody_without_the_operator()
    {
        var (account, _) = hall.Hall.FreshAccount("Cleo");
        var terminal = hall.Hall.Terminal();
        var external = (await terminal.AnswerAsync("organization", "trust-policy", "--account", account)).GetProperty("externalId").GetString()!;
        var key = await hall.Hall.UserKeyAsync(account, "only-roles", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""");
        var role = await hall.RoleAsync(account, "Guildhall", $"arn:aws:iam::{account}:user/only-roles", external);

        Assert.NotEqual(0, await terminal.RunAsync("organization", "check", "--account", account, "--ambient", "--email-pattern", "cleo+%s@acme.example"));
        Assert.Contains("The operator does not allow this server's own credentials (setting ambient-credentials).", terminal.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, await terminal.RunAsync("organization", "check", "--account", account, "--role-arn", role, "--email-pattern", "cleo+%s@acme.example"));
        Assert.Contains("The operator does not allow this server's own credentials", terminal.Error, StringComparison.Ordinal);
        terminal.Environment["GUILDHALL_AWS_SECRET"] = key.SecretAccessKey;
        string[] given = ["--account", account, "--role-arn", role, "--external-id", external, "--key", key.AccessKeyId, "--email-pattern", "cleo+%s@acme.example"];
        Assert.True((await terminal.AnswerAsync(["organization", "check", .. given])).GetProperty("passed").GetBoolean());
        var linked = await terminal.AnswerAsync(["organization", "link", .. given]);
        var shown = await terminal.AnswerAsync("organization", "show", linked.GetProperty("id").GetString()!);
        Assert.Equal(("role-with-key", MaskedKeys.Mask(key.AccessKeyId)), (shown.GetProperty("credentials").GetString(), shown.GetProperty("accessKeyId").GetString()));
        // The key alone may do nothing else: what was done, the role did.
        Assert.Equal("Active", shown.GetProperty("state").GetString());
    }

    [Fact]
    public async Task M30_A_form_with_a_role_is_left_half_filled_and_taken_up_again_without_a_secret()
    {
        var account = hall.Hall.FreshAccount("Drafted").Account;
        var role = await hall.OwnRoleAsync(account);
        var kept = await hall.Manager.PostAsync(Path + "/drafts", new { accountId = account, accessKeyId = "AKIA0ABCDEFGHIJKLMNO", secretAccessKey = new string('s', 40) });
        Assert.True(kept.Status == HttpStatusCode.Created, kept.Body);
        var id = kept.Text("id");

        var filled = await hall.Manager.SendAsync(HttpMethod.Patch, $"{Path}/drafts/{id}", System.Text.Json.JsonSerializer.Serialize(new { credentials = "role", roleArn = role, emailPattern = "drafted+%s@acme.example" }));

        Assert.Equal(("role", role, false), ((string?)filled.Json["credentials"], (string?)filled.Json["roleArn"], (bool)filled.Json["hasSecret"]!));
        var linked = await hall.ActiveAsync(await TakenUpAsync(id, account));
        Assert.Equal("role", (string?)(await hall.Manager.GetAsync($"{Path}/{linked}")).Json["credentials"]);
    }

    private async Task<string> TakenUpAsync(string draft, string account)
    {
        var saved = await hall.Manager.PostAsync(Path, new { draftId = draft });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        return account;
    }

    private static (string, string)[] Form(string account, string role, string way, string act) =>
        [("act", act), ("accountId", account), ("region", "us-east-1"), ("credentials", way), ("roleArn", role), ("emailPattern", $"role-{account}+%s@acme.example"), ("mode", "fresh")];

    private static string Trust(string home, string external) =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{home}}}:user/guildhall-server"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"{{{external}}}"} } }]}""";

    private async Task<string> LinkAsync(string account, object form)
    {
        var saved = await hall.Manager.PostAsync(Path, form);
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        return await hall.ActiveAsync(account);
    }

    private async Task SyncAsync(string id)
    {
        var synced = await hall.Hall.Guildhall.Syncs.SyncAsync(id, Cancellation);
        Assert.False(synced.Refused, synced.Refused ? synced.Problems[0].Message : "");
    }
}

public sealed class RoleLinksOnSqliteTests(SqliteRoleHall hall) : RoleLinkTests(hall), IClassFixture<SqliteRoleHall>;

[Trait("Ring", "Postgres")]
public sealed class RoleLinksOnPostgresTests(PostgresRoleHall hall) : RoleLinkTests(hall), IClassFixture<PostgresRoleHall>;
