using System.Net;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Credentials that AWS takes no more, and takes again: what it stops, and what goes on. vendor-integration.md 9, 16.</summary>
public abstract class LinkAccessTests(PostgresDatabase? postgres) : LinkWatchHallTests(postgres)
{
    private const string Refused = "The API key doesn't exist, is inactive, or belongs to another partition. Create a new key for the IAM user and enter it.";

    [Fact(Timeout = 180_000)]
    public async Task Vendor9_A_key_that_AWS_does_not_take_pauses_ordering_after_three_refusals_and_all_goes_on_by_itself_when_it_is_taken_again()
    {
        var (account, key) = Hall.FreshAccount("Lost");
        var admin = Hall.MemberKey(account);
        var id = await LinkAsync(account, key);
        await SwitchAsync(admin, key, "Inactive");
        var ordered = await Manager.PostAsync("/api/v1/accounts", new { name = "Under way", organization = id });
        Assert.True(ordered.Status == HttpStatusCode.OK, ordered.Body);
        for (var refusals = 1; refusals <= 3; refusals++)
        {
            Assert.Equal("Active", (string?)(await ShowAsync(id))["state"]);
            await VerifyAsync(id, link => link.RefusedVerifications == refusals);
        }

        var lost = await ShowAsync(id);
        Assert.Equal(("Degraded", Refused, true), ((string?)lost["state"], (string?)lost["accessLost"]!["reason"], (bool)lost["needsAttention"]!));
        var paused = await Manager.PostAsync("/api/v1/accounts", new { name = "Too late", organization = id });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "organization_paused", "Ordering is paused for this organization."), (paused.Status, paused.Text("code"), paused.Text("message")));
        var standard = await Manager.PostAsync($"{Api}/{id}/default", new { });
        Assert.Equal((HttpStatusCode.Conflict, "default_conflict", "Only an active organization can be the default."), (standard.Status, standard.Text("code"), standard.Text("message")));
        Assert.Equal(Refused, (await Hall.Terminal().AnswerAsync("organization", "show", id)).GetProperty("accessLost").GetProperty("reason").GetString());
        foreach (var page in new[] { $"{Pages}/{id}", Pages, "/admin/settings/vendors" })
            Assert.Contains($"{Refused} Ordering is paused for this organization. Guildhall tries every 15 minutes and goes on by itself.", await PageAsync(page), StringComparison.Ordinal);
        Assert.Contains("Needs attention", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);

        await SwitchAsync(admin, key, "Active");
        await VerifyAsync(id, link => link.LostAt is null);
        var back = await ShowAsync(id);
        Assert.Equal(("Active", null, null, false), ((string?)back["state"], back["accessLost"], back["lastProblem"], (bool)back["needsAttention"]!));
        await DoneAsync(ordered.Text("orderId"));
        Assert.DoesNotContain("Needs attention", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
        var tenant = (string)back["organizationId"]!;
        Assert.Equal(["Organization Degraded", "Organization Recovered"], (await EventsAsync(tenant)).Where(e => e.StartsWith("Organization ", StringComparison.Ordinal)));
        Assert.Equal(3, await AuditedAsync(tenant, "OrganizationVerificationFailed"));
        Assert.Equal((1, 1), (await AuditedAsync(tenant, "OrganizationDegraded"), await AuditedAsync(tenant, "OrganizationRecovered")));
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor9_A_preflight_that_somebody_runs_brings_access_back_at_once_and_another_key_does()
    {
        foreach (var mended in new[] { "check", "rotate" })
        {
            var (account, key) = Hall.FreshAccount("Back" + mended);
            var admin = Hall.MemberKey(account);
            var id = await LinkAsync(account, key);
            await SwitchAsync(admin, key, "Inactive");
            for (var refusals = 1; refusals <= 3; refusals++) await VerifyAsync(id, link => link.RefusedVerifications == refusals);
            Assert.Equal("Degraded", (string?)(await ShowAsync(id))["state"]);

            await SwitchAsync(admin, key, "Active");
            var done = mended == "check" ? await Manager.PostAsync($"{Api}/{id}/preflight", new { }) : await Manager.PostAsync($"{Api}/{id}/rotate", new { accessKeyId = admin.AccessKeyId, secretAccessKey = admin.SecretAccessKey });
            Assert.True(done.Status == HttpStatusCode.OK, done.Body);
            if (mended == "rotate") Assert.Equal((null, false), (done.Json["link"]!["accessLost"], (bool)done.Json["link"]!["needsAttention"]!));

            var back = await ShowAsync(id);
            Assert.Equal(("Active", null), ((string?)back["state"], back["accessLost"]));
            Assert.Contains("Organization Recovered", await EventsAsync((string)back["organizationId"]!));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor9_A_preflight_that_failed_without_access_is_run_anew_when_AWS_takes_the_credentials_again()
    {
        foreach (var mended in new[] { "rotate", "by itself" })
        {
            var (account, key) = Hall.FreshAccount("Anew" + mended.Length);
            var admin = Hall.MemberKey(account);
            var id = await LinkAsync(account, key);
            await SwitchAsync(admin, key, "Inactive");
            await PassDayAsync(id);
            await CheckedAsync(id, passed: false);
            for (var refusals = 2; refusals <= 3; refusals++) await VerifyAsync(id, link => link.RefusedVerifications == refusals);
            Assert.True((bool)(await ShowAsync(id))["needsAttention"]!);

            if (mended == "rotate")
            {
                var done = await Manager.PostAsync($"{Api}/{id}/rotate", new { accessKeyId = admin.AccessKeyId, secretAccessKey = admin.SecretAccessKey });
                Assert.True(done.Status == HttpStatusCode.OK, done.Body);
            }
            else
            {
                await SwitchAsync(admin, key, "Active");
                await VerifyAsync(id, link => link.LostAt is null);
            }

            await CheckedAsync(id, passed: true);
            Assert.False((bool)(await ShowAsync(id))["needsAttention"]!);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor9_A_paused_organization_stays_paused_and_forgets_why_it_had_no_access_when_it_has_it_again()
    {
        var (account, key) = Hall.FreshAccount("Paused");
        var admin = Hall.MemberKey(account);
        var id = await LinkAsync(account, key);
        await SwitchAsync(admin, key, "Inactive");
        for (var refusals = 1; refusals <= 3; refusals++) await VerifyAsync(id, link => link.RefusedVerifications == refusals);
        Assert.Equal(HttpStatusCode.OK, (await Manager.PostAsync($"{Api}/{id}/pause", new { })).Status);
        Assert.Equal(("Paused", $"Credentials needed: {Refused}"), ((string?)(await ShowAsync(id))["state"], (string?)(await ShowAsync(id))["lastProblem"]));

        await SwitchAsync(admin, key, "Active");
        Assert.Equal(HttpStatusCode.OK, (await Manager.PostAsync($"{Api}/{id}/preflight", new { })).Status);

        var back = await ShowAsync(id);
        Assert.Equal(("Paused", null, null), ((string?)back["state"], back["accessLost"], back["lastProblem"]));
    }

    /// <summary>Links a fresh account by the API and waits until it is set up.</summary>
    private async Task<string> LinkAsync(string account, SigningCredentials key)
    {
        var saved = await Manager.PostAsync(Api, new { accountId = account, accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey, emailPattern = $"aws-{account}+%s@acme.example" });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        return (await ActiveAsync(saved.Json["link"]!["id"]!.GetValue<string>())).Link.Id;
    }

    /// <summary>A quarter of an hour later whoever looks after links looks, until what it means is written: the server's own loop may have been quicker.</summary>
    private async Task VerifyAsync(string id, Func<LinkRow, bool> written)
    {
        await ChangeAsync(id, link => (link.VerifyDue, link.RefusedAt) = (default, link.RefusedAt - TimeSpan.FromMinutes(15)));
        await Guildhall.LinkWatch.RunOnceAsync(Cancellation);
        for (var tries = 0; ; tries++)
        {
            await using var db = Guildhall.Database.Open();
            if (written(await db.Links.SingleAsync(l => l.Id == id, Cancellation))) return;
            Assert.True(tries < 200, (await ShowAsync(id)).ToJsonString());
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>Looks after links until the last preflight of one ended so: the server's own loop may have been quicker.</summary>
    private async Task CheckedAsync(string id, bool passed)
    {
        for (var tries = 0; (bool?)(await ShowAsync(id))["lastPreflight"]!["passed"] != passed; tries++)
        {
            Assert.True(tries < 100, (await ShowAsync(id)).ToJsonString());
            await Guildhall.LinkWatch.RunOnceAsync(Cancellation);
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>Switches a key off or on by IAM, as its owner does.</summary>
    private async Task SwitchAsync(SigningCredentials admin, SigningCredentials key, string status)
    {
        using var http = HallCaller.Signed(admin, "iam");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Action"] = "UpdateAccessKey", ["Version"] = "2010-05-08", ["UserName"] = "guildhall-api", ["AccessKeyId"] = key.AccessKeyId, ["Status"] = status });
        using var answer = await http.PostAsync(Hall.AwsUrl, form, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task DoneAsync(string order)
    {
        for (var tries = 0; ; tries++)
        {
            var state = (await Guildhall.Orders.FindAsync(OrderReach.Operator("test"), order, Cancellation)).Value;
            if (state.State == OrderState.Active) return;
            Assert.True(tries < 300, $"{state.State}: {string.Join("; ", state.Steps.Select(s => $"{s.Kind} {s.State} {s.Problem}"))}");
            await Task.Delay(100, Cancellation);
        }
    }

    private async Task<int> AuditedAsync(string tenant, string name)
    {
        await using var db = Guildhall.Database.Open();
        return await db.Audit.CountAsync(a => a.TenantId == tenant && a.EventName == name && a.Source == "system" && a.Arn == "guildhall", Cancellation);
    }
}

public sealed class LinkAccessOnSqliteTests() : LinkAccessTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkAccessOnPostgresTests(PostgresServer server) : LinkAccessTests(new PostgresDatabase(server));
