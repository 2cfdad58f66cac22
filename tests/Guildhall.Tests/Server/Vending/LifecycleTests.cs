using System.Net;
using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Suspending and resuming member accounts against the simulated AWS, whose policies are really evaluated. vendor-integration.md 14.1.</summary>
public abstract class LifecycleTests(OrderHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AccountActs Acts => hall.Hall.Guildhall.AccountActs;

    [Fact]
    public async Task A_suspended_account_can_do_nothing_on_AWS_until_it_is_resumed()
    {
        var (account, member) = (hall.World.Developer, hall.Hall.MemberKey(hall.World.Developer));
        Assert.Null(await RefusalAsync(member));
        var administrator = await hall.Hall.AdministratorAsync();
        var asked = await administrator.PostAsync($"/api/v1/accounts/{account}/suspend", new { reason = "Unpaid", ou = hall.World.Finance });
        Assert.True(asked.Status == HttpStatusCode.OK, asked.Body);
        var suspended = await hall.RestAsync(account);
        Assert.Equal(("Suspended", "Unpaid"), (suspended.Standing, suspended.Known!.Reason));
        Assert.Equal(["Finance"], suspended.Path);
        Assert.Contains("with an explicit deny in a service control policy", await RefusalAsync(member), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"/api/v1/accounts/{account}/suspend", new { reason = "Unpaid" })).Status);

        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"/api/v1/accounts/{account}/resume", new { })).Status);
        var resumed = await hall.RestAsync(account);
        Assert.Equal(("Active", null), (resumed.Standing, resumed.Known!.Reason));
        Assert.Equal(["Engineering", "Platform"], resumed.Path);
        Assert.Null(await RefusalAsync(member));
        Assert.Equal(["Account Suspended", "Account Moved", "Account Resumed", "Account Moved"], await EventsAsync(account));
        await using var db = hall.Hall.Guildhall.Database.Open();
        var audited = await db.Audit.Where(a => a.Record.Contains(account)).Select(a => a.EventName).ToListAsync(Cancellation);
        Assert.Superset(new HashSet<string>(["SuspendAccount", "AccountSuspended", "ResumeAccount", "AccountResumed"]), audited.ToHashSet());
    }

    [Fact]
    public async Task The_policy_is_made_once_mended_when_it_differs_and_never_a_strangers()
    {
        var account = hall.World.AtRoot;
        await DoneAsync(account, await Acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.Policy, null, Cancellation));
        var policy = Assert.Single(await PoliciesAsync());
        await DoneAsync(account, await Acts.ResumeAsync(OrderHall.Operator, account, Cancellation));
        await hall.Hall.SimulateAsync("UpdatePolicy", new { PolicyId = policy, Content = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""" });
        await DoneAsync(account, await Acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.Policy, null, Cancellation));
        Assert.Equal(policy, Assert.Single(await PoliciesAsync()));
        Assert.NotNull(await RefusalAsync(hall.Hall.MemberKey(account)));
        await DoneAsync(account, await Acts.ResumeAsync(OrderHall.Operator, account, Cancellation));

        await hall.Hall.SimulateAsync("UntagResource", new { ResourceId = policy, TagKeys = new[] { "guildhall" } });
        Assert.False((await Acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.Policy, null, Cancellation)).Refused);
        var stuck = await hall.RestAsync(account);
        Assert.Equal("PolicyNotOurs", stuck.Steps[0].AwsCode);
        Assert.Null(await RefusalAsync(hall.Hall.MemberKey(account)));
        await hall.Hall.SimulateAsync("TagResource", new { ResourceId = policy, Tags = new[] { new { Key = "guildhall", Value = "managed" } } });
        Assert.False((await Acts.CancelAsync(OrderHall.Operator, account, Cancellation)).Refused);
    }

    [Fact]
    public async Task A_step_that_AWS_refuses_says_why_and_is_tried_again_or_taken_back()
    {
        var account = hall.World.Ledger;
        await hall.FaultAsync("AttachPolicy", "fail", "PolicyTypeNotEnabledException", count: 2);
        Assert.False((await Acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.Budget, null, Cancellation)).Refused);
        Assert.Contains("not enabled in the organization", (await hall.RestAsync(account)).Steps[0].Problem, StringComparison.Ordinal);
        var administrator = await hall.Hall.AdministratorAsync();
        await administrator.PostAsync($"/api/v1/accounts/{account}/retry", new { });
        Assert.True((await hall.RestAsync(account)).Steps[0].Stuck);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"/api/v1/accounts/{account}/cancel", new { })).Status);
        var given = await hall.RestAsync(account);
        Assert.Equal((EffectState.Cancelled, "Active"), (given.Steps[0].State, given.Standing));
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"/api/v1/accounts/{account}/cancel", new { })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"/api/v1/accounts/{account}/retry", new { })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync($"/api/v1/accounts/{account}/suspend", new { reason = "Whim" })).Status);
    }

    [Fact]
    public async Task F11_An_answer_that_was_dropped_after_the_effect_suspends_once()
    {
        var account = hall.World.Delegated;
        await ForgetPolicyAsync();
        await hall.FaultAsync("CreatePolicy", "drop-answer");
        await hall.FaultAsync("AttachPolicy", "drop-answer");
        var suspended = await Acts.SuspendAsync(OrderHall.Operator, account, SuspendReason.OwnerRequest, null, Cancellation);
        await hall.EndPauseAsync(account);
        await DoneAsync(account, suspended);
        Assert.Single(await PoliciesAsync());
        await DoneAsync(account, await Acts.ResumeAsync(OrderHall.Operator, account, Cancellation));
        Assert.Null(await RefusalAsync(hall.Hall.MemberKey(account)));
    }

    [Fact]
    public async Task Neither_the_management_account_nor_another_organizations_nor_a_unit_that_is_none()
    {
        var management = await Acts.SuspendAsync(OrderHall.Operator, hall.World.Management, SuspendReason.Unpaid, null, Cancellation);
        Assert.Equal("MANAGEMENT_ACCOUNT", management.Problems[0].Code);
        Assert.Equal(ProblemKind.NotFound, (await Acts.SuspendAsync(OrderHall.Operator, hall.World.Standalone, SuspendReason.Unpaid, null, Cancellation)).Problems[0].Kind);
        Assert.Equal("Parent", (await Acts.SuspendAsync(OrderHall.Operator, hall.World.Ledger, SuspendReason.Unpaid, "ou-none-12345678", Cancellation)).Problems[0].Member);
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "suspends", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"guildhall:*","Resource":"*"}]}""");
        Assert.Equal(HttpStatusCode.NotFound, (await buyer.PostAsync($"/api/v1/accounts/{hall.World.Ledger}/suspend", new { reason = "Unpaid" })).Status);
    }

    [Fact]
    public async Task The_pages_and_the_command_line_suspend_and_resume()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Paged"))).Row.Id)).Row.AccountId!;
        using var amara = await hall.Hall.SignedInAsync("acts@example.com", "Administrator", hall.World.Management);
        var address = $"/admin/accounts/{account}";
        Assert.Contains($"href=\"{address}/suspend\"", (await amara.GetAsync(address)).Html, StringComparison.Ordinal);
        Assert.Contains("goes on costing money", (await amara.GetAsync(address + "/suspend")).Html, StringComparison.Ordinal);
        foreach (var unreasoned in new[] { "", "0", "unpaid" })
            Assert.Contains("Choose a reason.", (await amara.PostAsync(address + "/suspend", address + "/suspend", ("reason", unreasoned))).Html, StringComparison.Ordinal);
        await amara.PostAsync(address + "/suspend", address + "/suspend", ("reason", "Unpaid"));
        await hall.RestAsync(account);
        Assert.Contains("Suspended", (await amara.GetAsync(address)).Html, StringComparison.Ordinal);
        Assert.Contains(address + "\"", (await amara.GetAsync("/admin/accounts?q=Paged&state=suspended")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(address + "\"", (await amara.GetAsync("/admin/accounts?q=Paged&state=active")).Html, StringComparison.Ordinal);
        await amara.PostAsync(address + "/resume", address + "/resume");
        Assert.Equal("Active", (await hall.RestAsync(account)).Standing);

        var terminal = hall.Hall.Terminal();
        Assert.Equal(2, await terminal.RunAsync("account", "suspend", account, "--reason", "7"));
        Assert.Equal("Suspended", (await terminal.AnswerAsync("account", "suspend", account, "--reason", "Budget")).GetProperty("standing").GetString());
        Assert.Equal(1, await terminal.RunAsync("account", "suspend", account, "--reason", "Budget"));
        Assert.Equal("The account is suspended already.", terminal.Line);
        Assert.Equal("Active", (await terminal.AnswerAsync("account", "resume", account)).GetProperty("standing").GetString());
    }

    /// <summary>Makes the organization one without Guildhall's policy, whatever other tests did.</summary>
    private async Task ForgetPolicyAsync()
    {
        foreach (var policy in await PoliciesAsync())
        {
            await hall.Hall.SimulateAsync("UpdatePolicy", new { PolicyId = policy, Name = $"former-{policy}" });
            await hall.Hall.SimulateAsync("UntagResource", new { ResourceId = policy, TagKeys = new[] { "guildhall" } });
        }
    }

    private async Task DoneAsync(string account, Result<AccountView> asked)
    {
        Assert.False(asked.Refused, asked.Refused ? asked.Problems[0].Message : "");
        var rests = await hall.RestAsync(account);
        Assert.True(rests.Steps[0].State == EffectState.Done, rests.Steps[0].Problem);
    }

    /// <summary>What AWS says to a member that asks about its organization, which every member may; null when it answers.</summary>
    private async Task<string?> RefusalAsync(SigningCredentials member)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, hall.Hall.AwsUrl) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", "AWSOrganizationsV20161128.DescribeOrganization");
        using var http = HallCaller.Signed(member, "organizations");
        using var response = await http.SendAsync(request, Cancellation);
        return response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<IReadOnlyList<string>> PoliciesAsync() =>
        [.. JsonElement.Parse(await hall.Hall.SimulateAsync("ListPolicies", new { Filter = "SERVICE_CONTROL_POLICY" })).GetProperty("Policies").EnumerateArray()
            .Where(p => p.GetProperty("Name").GetString() == "guildhall-suspended").Select(p => p.GetProperty("Id").GetString()!)];

    private async Task<IReadOnlyList<string>> EventsAsync(string account)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        var bodies = await db.Events.Where(e => e.Account == account).OrderBy(e => e.Sequence).Select(e => e.Body).ToListAsync(Cancellation);
        return [.. bodies.Select(b => JsonElement.Parse(b)).Where(b => b.GetProperty("source").GetString() == "guildhall.accounts").Select(b => b.GetProperty("detail-type").GetString()!)];
    }
}

public sealed class LifecycleOnSqliteTests(SqliteOrderHall hall) : LifecycleTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class LifecycleOnPostgresTests(PostgresOrderHall hall) : LifecycleTests(hall), IClassFixture<PostgresOrderHall>;
