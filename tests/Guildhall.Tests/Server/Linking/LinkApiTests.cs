using System.Net;
using Guildhall.App.Access;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Linking;

/// <summary><c>/api/v1/vendors/aws/organizations</c>. vendor-integration.md 17.</summary>
public abstract class LinkApiTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Path = "/api/v1/vendors/aws/organizations";

    [Fact]
    public async Task Organizations_are_listed_shown_edited_and_refused_by_the_words_of_the_specification()
    {
        var manager = await ManagerAsync("GuildhallManager");
        var items = (await manager.GetAsync(Path)).Json["items"]!.AsArray();
        var acme = items.Single(i => i!["accountId"]!.GetValue<string>() == World.Management)!;
        var path = $"{Path}/{acme["id"]!.GetValue<string>()}";
        var shown = await manager.GetAsync(path);
        Assert.True(shown.Json["hasSecret"]!.GetValue<bool>());
        Assert.DoesNotContain(World.Aws.SecretAccessKey, shown.Body, StringComparison.Ordinal);

        var edited = await manager.SendAsync(HttpMethod.Patch, path, """{"emailPattern":"aws+%s@acme.example"}""");
        Assert.Equal((HttpStatusCode.OK, "aws+%s@acme.example"), (edited.Status, edited.Json["link"]!["emailPattern"]!.GetValue<string>()));
        var region = await manager.SendAsync(HttpMethod.Patch, path, """{"region":"eu-west-1"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "field_not_editable", "region"), (region.Status, region.Text("code"), region.Text("field")));
        var pattern = await manager.SendAsync(HttpMethod.Patch, path, """{"emailPattern":"aws+%s@x"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_field", "The domain isn't valid."), (pattern.Status, pattern.Text("code"), pattern.Text("message")));
        var rotated = await manager.PostAsync(path + "/rotate", new { accessKeyId = World.Aws.AccessKeyId, secretAccessKey = new string('x', 40) });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "preflight_failed"), (rotated.Status, rotated.Text("code")));
        var paused = await manager.PostAsync(path + "/pause", new { });
        Assert.Equal((HttpStatusCode.Conflict, "default_conflict"), (paused.Status, paused.Text("code")));
        var again = await manager.PostAsync(Path, new { accountId = World.Management, mode = "adopt", accessKeyId = World.Aws.AccessKeyId, secretAccessKey = World.Aws.SecretAccessKey });
        Assert.Equal((HttpStatusCode.Conflict, "already_linked"), (again.Status, again.Text("code")));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(Path + "/link-none")).Status);
        Assert.True((await manager.PostAsync(path + "/preflight", new { })).Json["passed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Vendor19_5_The_other_settings_are_changed_one_by_one_and_of_two_at_once_one_gets_412()
    {
        var manager = await ManagerAsync("GuildhallManager");
        var link = (await Hall.Guildhall.Links.FindAsync(World.Management, TestContext.Current.CancellationToken))!;
        var (path, seen) = ($"{Path}/{link.Id}", $"\"{link.Version}\"");
        var all = new { name = "Acme Corp", parent = World.Finance, policies = new[] { "p-12345678" }, roleName = "Door", seesBilling = true, tags = new { team = "a" }, currency = "EUR", needsApproval = true, closesByTwo = true };

        var changed = await manager.SendAsync(HttpMethod.Patch, path + "/settings", System.Text.Json.JsonSerializer.Serialize(all), seen);
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        var stale = await manager.SendAsync(HttpMethod.Patch, path + "/settings", """{"currency":"CHF"}""", seen);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (stale.Status, stale.Text("code")));
        Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync(HttpMethod.Patch, path + "/settings", """{"tags":{},"parent":null}""")).Status);

        var shown = (await manager.GetAsync(path)).Json;
        Assert.Equal("Acme Corp", (string?)shown["name"]);
        Assert.Equal("""{"parent":null,"policies":["p-12345678"],"roleName":"Door","seesBilling":true,"tags":{},"currency":"EUR","needsApproval":true,"closesByTwo":true}""", shown["settings"]!.ToJsonString());
        foreach (var (body, field) in new[] { ("""{"policies":["x"]}""", "policies"), ("""{"parent":"x"}""", "parent"), ("""{"roleName":1}""", "roleName"), ("""{"region":"x"}""", "region"), ("""{"currency":"euro"}""", "currency") })
        {
            var refused = await manager.SendAsync(HttpMethod.Patch, path + "/settings", body);
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_field", field), (refused.Status, refused.Text("code"), refused.Text("field")));
        }

        var terminal = Hall.Terminal();
        await terminal.AnswerAsync("organization", "settings", link.Id, "--tag", "team=b", "unit=c", "--policy", "", "--sees-billing", "false", "--closes-by-two", "false");
        Assert.Equal("""{"parent":null,"policies":[],"roleName":"Door","seesBilling":false,"tags":{"team":"b","unit":"c"},"currency":"EUR","needsApproval":true,"closesByTwo":false}""", (await manager.GetAsync(path)).Json["settings"]!.ToJsonString());
        Assert.Equal(1, await terminal.RunAsync("organization", "settings", link.Id, "--tag", "odd"));
    }

    [Fact]
    public async Task M30_A_form_is_left_half_filled_listed_and_taken_up_again_by_API_and_commands()
    {
        var manager = await ManagerAsync("GuildhallManager");
        var (account, key) = Hall.FreshAccount("Drafted");
        var kept = await manager.PostAsync(Path + "/drafts", new { accountId = account, secretAccessKey = key.SecretAccessKey, mode = "fresh" });
        Assert.True(kept.Status == HttpStatusCode.Created, kept.Body);
        var id = kept.Text("id");
        Assert.DoesNotContain(key.SecretAccessKey, kept.Body, StringComparison.Ordinal);
        var odd = await manager.PostAsync(Path + "/drafts", new { draftId = id });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_field"), (odd.Status, odd.Text("code")));

        var terminal = Hall.Terminal();
        var filled = await terminal.AnswerAsync("organization", "draft", "--draft", id, "--key", key.AccessKeyId, "--name", "Drafted");
        Assert.Equal((id, account, true), (filled.GetProperty("id").GetString(), filled.GetProperty("accountId").GetString(), filled.GetProperty("hasSecret").GetBoolean()));
        Assert.Equal(id, (await terminal.AnswerAsync("organization", "drafts")).EnumerateArray().Single().GetProperty("id").GetString());
        Assert.Equal(1, await terminal.RunAsync("organization", "take-up", id));
        var pattern = await manager.SendAsync(HttpMethod.Patch, $"{Path}/drafts/{id}", """{"emailPattern":"aws+%s@drafted.example"}""");
        Assert.Equal("aws+%s@drafted.example", (string?)pattern.Json["emailPattern"]);
        Assert.Equal("Drafted", (string?)(await manager.GetAsync($"{Path}/drafts/{id}")).Json["name"]);

        var linked = await manager.PostAsync(Path, new { draftId = id });
        Assert.True(linked.Status == HttpStatusCode.Created, linked.Body);
        Assert.Equal((account, "Drafted"), ((string?)linked.Json["link"]!["accountId"], (string?)linked.Json["link"]!["name"]));
        Assert.Empty((await manager.GetAsync(Path + "/drafts")).Json["items"]!.AsArray());
        var gone = await manager.PostAsync(Path, new { draftId = id });
        Assert.Equal((HttpStatusCode.NotFound, "draftId"), (gone.Status, gone.Text("field")));
        var other = (await manager.PostAsync(Path + "/drafts", new { name = "Left" })).Text("id");
        Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync(HttpMethod.Delete, $"{Path}/drafts/{other}", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync(HttpMethod.Delete, $"{Path}/drafts/{other}", "")).Status);
        var auditor = await ManagerAsync("GuildhallAuditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync(Path + "/drafts")).Status);
    }

    [Fact]
    public async Task Links_are_for_managers_and_auditors_may_read_them()
    {
        var auditor = await ManagerAsync("GuildhallAuditor");
        var buyer = await ManagerAsync("GuildhallBuyer");

        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync(Path, new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task S24_An_auditor_sees_the_link_of_its_own_organization_and_anothers_is_as_if_there_were_none()
    {
        var (manager, auditor) = (await ManagerAsync("GuildhallManager"), await ManagerAsync("GuildhallAuditor"));
        var all = (await manager.GetAsync(Path)).Json["items"]!.AsArray();
        var other = all.Single(i => i!["accountId"]!.GetValue<string>() == World.Standalone)!["id"]!.GetValue<string>();

        var seen = Assert.Single((await auditor.GetAsync(Path)).Json["items"]!.AsArray());
        Assert.Equal(World.Management, seen!["accountId"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"{Path}/{seen["id"]!.GetValue<string>()}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync($"{Path}/{other}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"{Path}/{other}")).Status);
    }

    private async Task<HallCaller> ManagerAsync(string policy)
    {
        var issued = await Hall.Guildhall.KeyIssuing.CreateAsync(new AccountId(World.Management), policy, [new AttachedPolicy(policy)], TestContext.Current.CancellationToken);
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
        return new HallCaller(Hall, World.Management, new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal()));
    }
}

public sealed class LinkApiOnSqliteTests() : LinkApiTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkApiOnPostgresTests(PostgresServer server) : LinkApiTests(new PostgresDatabase(server));
