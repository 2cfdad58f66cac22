using System.Net;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Links that are reached another way from now on: checked before it counts, to be taken back for an hour. vendor-integration.md 9.</summary>
public abstract class RoleEditTests(RoleHall hall)
{
    private const string Path = RoleHall.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor9_A_link_goes_from_its_key_to_a_role_and_back()
    {
        var (account, key, id) = await LinkedAsync("Edda");
        var path = $"{Path}/{id}";
        var foreign = await hall.RoleAsync(account, "Closed", $"arn:aws:iam::{hall.Home}:user/guildhall-server", "another-external-id");

        var refused = await PatchAsync(path, new { credentials = "role", roleArn = foreign });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "preflight_failed"), (refused.Status, refused.Text("code")));
        Assert.Equal("key", await WayAsync(path));

        var role = await hall.OwnRoleAsync(account);
        var changed = await PatchAsync(path, new { credentials = "role", roleArn = role });
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        Assert.Equal(("role", role, ""), ((string?)changed.Json["link"]!["credentials"], (string?)changed.Json["link"]!["roleArn"], (string?)changed.Json["link"]!["accessKeyId"]));
        var rotated = await hall.Manager.PostAsync(path + "/rotate", new { accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey });
        Assert.Equal((HttpStatusCode.Conflict, "nothing_to_rotate"), (rotated.Status, rotated.Text("code")));
        var keyAlone = await PatchAsync(path, new { accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey });
        Assert.Equal((HttpStatusCode.BadRequest, "accessKeyId"), (keyAlone.Status, keyAlone.Text("field")));

        Assert.Equal("key", (await hall.Hall.Terminal().AnswerAsync("organization", "rollback", id)).GetProperty("credentials").GetString());
        await SyncAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await PatchAsync(path, new { roleArn = role })).Status);
        Assert.Equal(HttpStatusCode.OK, (await PatchAsync(path, new { credentials = "key", accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey })).Status);
        Assert.Equal("key", await WayAsync(path));
        Assert.Equal("role", (await hall.Hall.Terminal().AnswerAsync("organization", "rollback", id)).GetProperty("credentials").GetString());
        await SyncAsync(id);

        await using var db = hall.Hall.Guildhall.Database.Open();
        var acts = await db.Audit.Where(a => a.EventName == "ChangeOrganizationCredentials" && a.Record.Contains(id)).ToListAsync(Cancellation);
        Assert.Equal(3, acts.Count);
        Assert.All(acts, act => Assert.Contains(role, act.Record, StringComparison.Ordinal));
        Assert.All(acts, act => Assert.DoesNotContain(key.SecretAccessKey, act.Record, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_changes_the_way_and_leaves_what_is_not_typed()
    {
        var (account, key, id) = await LinkedAsync("Elsa");
        var (address, role) = ($"{RoleHall.Pages}/{id}", await hall.OwnRoleAsync(account));
        async Task<string> Save(params (string, string)[] fields) => (await hall.Maya.PostAsync(address + "/credentials", address + "/credentials", fields)).Html;

        var form = (await hall.Maya.GetAsync(address + "/credentials")).Html;
        Assert.Contains(await hall.ExternalIdAsync(account), form, StringComparison.Ordinal);
        await Save(("credentials", "key"));
        Assert.Equal("key", await WayAsync($"{Path}/{id}"));
        Assert.Contains("Enter the ARN of the role.", await Save(("credentials", "role")), StringComparison.Ordinal);
        await Save(("credentials", "role"), ("roleArn", role), ("accessKeyId", "half"), ("secretAccessKey", "typed before"));
        Assert.Equal("role", await WayAsync($"{Path}/{id}"));
        await Save(("credentials", "role"), ("roleArn", role));
        Assert.DoesNotContain("API Secret", (await hall.Maya.GetAsync(address + "/edit")).Html, StringComparison.Ordinal);
        Assert.Contains("Enter the API key.", await Save(("credentials", "key")), StringComparison.Ordinal);
        await Save(("credentials", "key"), ("accessKeyId", key.AccessKeyId), ("secretAccessKey", key.SecretAccessKey));
        Assert.Equal("key", await WayAsync($"{Path}/{id}"));
    }

    [Fact]
    public async Task On_the_command_line_the_way_is_changed_and_a_role_keeps_its_key_when_only_the_role_changes()
    {
        var (account, _, id) = await LinkedAsync("Erik");
        var source = await hall.Hall.UserKeyAsync(account, "only-roles", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""");
        var external = await hall.ExternalIdAsync(account);
        var (one, other) = (await hall.RoleAsync(account, "One", $"arn:aws:iam::{account}:user/only-roles", external), await hall.RoleAsync(account, "Other", $"arn:aws:iam::{account}:user/only-roles", external));
        var terminal = hall.Hall.Terminal();
        terminal.Environment["GUILDHALL_AWS_SECRET"] = source.SecretAccessKey;

        Assert.Equal("role-with-key", (await terminal.AnswerAsync("organization", "edit", id, "--role-arn", one, "--key", source.AccessKeyId)).GetProperty("credentials").GetString());
        var changed = await PatchAsync($"{Path}/{id}", new { roleArn = other });
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        Assert.Equal(("role-with-key", other), ((string?)changed.Json["link"]!["credentials"], (string?)changed.Json["link"]!["roleArn"]));
        await SyncAsync(id);
        var back = await terminal.AnswerAsync("organization", "edit", id, "--role-arn", one);
        Assert.Equal(("role-with-key", one), (back.GetProperty("credentials").GetString(), back.GetProperty("roleArn").GetString()));
        await SyncAsync(id);
        foreach (var own in new string[][] { ["--ambient"], ["--ambient", "--role-arn", other] })
        {
            Assert.NotEqual(0, await terminal.RunAsync(["organization", "edit", id, .. own]));
            Assert.Contains("The operator does not allow", terminal.Error, StringComparison.Ordinal);
        }

        Assert.NotEqual(0, await terminal.RunAsync("organization", "edit", id, "--ambient", "--key", source.AccessKeyId));
        Assert.Contains("--ambient goes without --key.", terminal.Error, StringComparison.Ordinal);
    }

    private Task<HallAnswer> PatchAsync(string path, object body) => hall.Manager.SendAsync(HttpMethod.Patch, path, System.Text.Json.JsonSerializer.Serialize(body));

    private async Task<string?> WayAsync(string path) => (string?)(await hall.Manager.GetAsync(path)).Json["credentials"];

    private async Task<(string Account, SigningCredentials Key, string Id)> LinkedAsync(string name)
    {
        var (account, key) = hall.Hall.FreshAccount(name);
        var saved = await hall.Manager.PostAsync(Path, new { accountId = account, accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey, emailPattern = $"{name.ToLowerInvariant()}+%s@acme.example" });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        return (account, key, await hall.ActiveAsync(account));
    }

    private async Task SyncAsync(string id)
    {
        var synced = await hall.Hall.Guildhall.Syncs.SyncAsync(id, Cancellation);
        Assert.False(synced.Refused, synced.Refused ? synced.Problems[0].Message : "");
    }
}

public sealed class RoleEditsOnSqliteTests(SqliteRoleHall hall) : RoleEditTests(hall), IClassFixture<SqliteRoleHall>;

[Trait("Ring", "Postgres")]
public sealed class RoleEditsOnPostgresTests(PostgresRoleHall hall) : RoleEditTests(hall), IClassFixture<PostgresRoleHall>;
