using System.Net;
using System.Text.Json;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary><em>Allow management access</em>: how the owner of an invited account lets its organization in. vendor-integration.md 13.3.</summary>
public abstract class ManagementAccessTests(InvitationHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_owner_of_an_invited_account_lets_the_organization_in()
    {
        var owner = await JoinedAsync("Opens");
        var administrator = await hall.Hall.AdministratorAsync();
        var (api, page) = ($"/api/v1/accounts/{owner.Account}", $"/store/accounts/{owner.Account}/management-access");
        using var amara = await hall.Hall.SignedInAsync("opener@example.com", "Administrator", hall.World.Management);
        Assert.Contains($"href=\"{page}\"", (await amara.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/store/accounts/{owner.Account}/console", (await amara.GetAsync($"/admin/accounts/{owner.Account}")).Html, StringComparison.Ordinal);
        var shut = await administrator.PostAsync(api + "/management-access", new { });
        Assert.Equal((HttpStatusCode.FailedDependency, "aws_error"), (shut.Status, (string?)shut.Json["code"]));
        Assert.Contains("The account has no role OrganizationAccountAccessRole that lets the management account in.", (await amara.PostAsync(page, page)).Html, StringComparison.Ordinal);

        var grant = (await administrator.GetAsync(api + "/management-access")).Json;
        Assert.Equal((hall.World.Management, false), ((string?)grant["managementAccountId"], (bool)grant["allowed"]!));
        var file = (await amara.GetAsync(page + "/template")).Html;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(file), JsonElement.Parse(grant["template"]!.ToJsonString())));
        await MakeRoleAsync(owner, JsonElement.Parse(file).GetProperty("Resources").GetProperty("ManagementAccess").GetProperty("Properties"));
        Assert.Contains("The organization is let in.", (await amara.PostAsync(page, page)).Html, StringComparison.Ordinal);

        Assert.Equal("OrganizationAccountAccessRole", (string?)(await administrator.GetAsync(api)).Json["managementRole"]);
        Assert.True((await hall.Hall.Terminal().AnswerAsync("account", "management-access", owner.Account, "--check")).GetProperty("allowed").GetBoolean());
        Assert.Contains($"/store/accounts/{owner.Account}/console", (await amara.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync(api + "/access", new { })).Status);
        await administrator.PostAsync(api + "/alias", new { alias = "let-in" });
        Assert.Equal("let-in", (await hall.RestAsync(owner.Account)).Known!.Alias);
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.Single(await db.Audit.Where(a => a.EventName == "AllowManagementAccess" && a.Record.Contains(owner.Account)).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task The_commands_that_are_handed_out_are_those_of_the_template()
    {
        var owner = await JoinedAsync("Commands");
        var grant = await hall.Hall.Terminal().AnswerAsync("account", "management-access", owner.Account);
        var made = grant.GetProperty("template").GetProperty("Resources").GetProperty("ManagementAccess").GetProperty("Properties");
        var commands = grant.GetProperty("commands").EnumerateArray().Select(c => c.GetString()!).ToArray();
        Assert.StartsWith($"aws iam create-role --role-name {made.GetProperty("RoleName").GetString()} ", commands[0], StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(made.GetProperty("AssumeRolePolicyDocument"), JsonElement.Parse(commands[0].Split('\'')[1])));
        Assert.EndsWith(made.GetProperty("ManagedPolicyArns")[0].GetString()!, commands[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_asks_for_the_access_of_an_account_that_is_not_theirs()
    {
        var owner = await JoinedAsync("Foreign");
        var buyer = await hall.Hall.CallerAsync(hall.World.Developer, "curious", "GuildhallAccountBuyer");
        foreach (var account in new[] { owner.Account, "999999999999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await buyer.GetAsync($"/api/v1/accounts/{account}/management-access")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await buyer.PostAsync($"/api/v1/accounts/{account}/management-access", new { })).Status);
        }

        var administrator = await hall.Hall.AdministratorAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.GetAsync($"/api/v1/accounts/{hall.World.Management}/management-access")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync($"/api/v1/accounts/{owner.Account}/management-access", new { role = "Other" })).Status);
    }

    private async Task<InvitedOwner> JoinedAsync(string name)
    {
        var owner = await hall.OwnerAsync(name);
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(ordered.Row.Id)).State);
        return owner;
    }

    /// <summary>What CloudFormation does with the template.</summary>
    private async Task MakeRoleAsync(InvitedOwner owner, JsonElement role)
    {
        var name = role.GetProperty("RoleName").GetString()!;
        await hall.Hall.IamAsync(owner.Key, "CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", role.GetProperty("AssumeRolePolicyDocument").GetRawText()));
        foreach (var policy in role.GetProperty("ManagedPolicyArns").EnumerateArray()) await hall.Hall.IamAsync(owner.Key, "AttachRolePolicy", ("RoleName", name), ("PolicyArn", policy.GetString()!));
    }
}

public sealed class ManagementAccessOnSqliteTests(SqliteInvitationHall hall) : ManagementAccessTests(hall), IClassFixture<SqliteInvitationHall>;

[Trait("Ring", "Postgres")]
public sealed class ManagementAccessOnPostgresTests(PostgresInvitationHall hall) : ManagementAccessTests(hall), IClassFixture<PostgresInvitationHall>;
