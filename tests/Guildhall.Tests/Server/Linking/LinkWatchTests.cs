using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Links that are looked after: loss of access and its end, the daily preflight, the age of keys. vendor-integration.md 2.1, 8.1, 9, 16.</summary>
public abstract class LinkWatchTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Api = "/api/v1/vendors/aws/organizations";
    private const string Pages = "/admin/settings/vendors/aws/organizations";
    private const string Refused = "The API key doesn't exist, is inactive, or belongs to another partition. Create a new key for the IAM user and enter it.";

    private HallCaller _manager = null!;
    private Browsing _maya = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { OrderPoll = TimeSpan.FromMilliseconds(200), OrderCertainty = TimeSpan.FromSeconds(1) });

    protected override async Task PrepareAsync()
    {
        _manager = await Hall.CallerAsync(World.Management, "link-manager", "GuildhallManager");
        _maya = await Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");
    }

    [Fact(Timeout = 180_000)]
    public async Task Vendor9_A_key_that_AWS_does_not_take_pauses_ordering_after_three_refusals_and_all_goes_on_by_itself_when_it_is_taken_again()
    {
        var (account, key) = Hall.FreshAccount("Lost");
        var admin = Hall.MemberKey(account);
        var id = await LinkAsync(account, key);
        await SwitchAsync(admin, key, "Inactive");
        var ordered = await _manager.PostAsync("/api/v1/accounts", new { name = "Under way", organization = id });
        Assert.True(ordered.Status == HttpStatusCode.OK, ordered.Body);
        for (var refusals = 1; refusals <= 3; refusals++)
        {
            Assert.Equal("Active", (string?)(await ShowAsync(id))["state"]);
            await VerifyAsync(id, link => link.RefusedVerifications == refusals);
        }

        var lost = await ShowAsync(id);
        Assert.Equal(("Degraded", Refused, true), ((string?)lost["state"], (string?)lost["accessLost"]!["reason"], (bool)lost["needsAttention"]!));
        var paused = await _manager.PostAsync("/api/v1/accounts", new { name = "Too late", organization = id });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "organization_paused", "Ordering is paused for this organization."), (paused.Status, paused.Text("code"), paused.Text("message")));
        var standard = await _manager.PostAsync($"{Api}/{id}/default", new { });
        Assert.Equal((HttpStatusCode.Conflict, "default_conflict", "Only an active organization can be the default."), (standard.Status, standard.Text("code"), standard.Text("message")));
        Assert.Equal(Refused, (await Hall.Terminal().AnswerAsync("organization", "show", id)).GetProperty("accessLost").GetProperty("reason").GetString());
        foreach (var page in new[] { $"{Pages}/{id}", Pages, "/admin/settings/vendors" })
            Assert.Contains($"{Refused} Ordering is paused for this organization. Guildhall tries every 15 minutes and goes on by itself.", await PageAsync(page), StringComparison.Ordinal);
        Assert.Contains("Needs attention", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);

        await SwitchAsync(admin, key, "Active");
        await VerifyAsync(id, link => link.LostAt is null);
        var back = await ShowAsync(id);
        Assert.Equal(("Active", null, null, false), ((string?)back["state"], back["accessLost"], back["lastProblem"], (bool)back["needsAttention"]!));
        await ActiveAsync(ordered.Text("orderId"));
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
            var done = mended == "check" ? await _manager.PostAsync($"{Api}/{id}/preflight", new { }) : await _manager.PostAsync($"{Api}/{id}/rotate", new { accessKeyId = admin.AccessKeyId, secretAccessKey = admin.SecretAccessKey });
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
                var done = await _manager.PostAsync($"{Api}/{id}/rotate", new { accessKeyId = admin.AccessKeyId, secretAccessKey = admin.SecretAccessKey });
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
        Assert.Equal(HttpStatusCode.OK, (await _manager.PostAsync($"{Api}/{id}/pause", new { })).Status);
        Assert.Equal(("Paused", $"Credentials needed: {Refused}"), ((string?)(await ShowAsync(id))["state"], (string?)(await ShowAsync(id))["lastProblem"]));

        await SwitchAsync(admin, key, "Active");
        Assert.Equal(HttpStatusCode.OK, (await _manager.PostAsync($"{Api}/{id}/preflight", new { })).Status);

        var back = await ShowAsync(id);
        Assert.Equal(("Paused", null, null), ((string?)back["state"], back["accessLost"], back["lastProblem"]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor9_What_AWS_cannot_answer_is_no_refusal()
    {
        var id = await LinkIdAsync();
        await FaultAsync("sts:GetCallerIdentity", "fail", "Throttling");
        for (var turn = 0; turn < 3; turn++) await TurnAsync(id);

        Assert.Equal(("Active", null), ((string?)(await ShowAsync(id))["state"], (await ShowAsync(id))["accessLost"]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor8_1_Everything_is_checked_once_a_day_by_one_of_all_who_look_and_a_failure_is_told()
    {
        var id = await LinkIdAsync();
        await PassDayAsync(id);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Hall.Guildhall.LinkWatch.RunOnceAsync(Cancellation)));
        await Hall.Guildhall.LinkWatch.RunOnceAsync(Cancellation);

        Assert.Equal(["guildhall"], (await Hall.Guildhall.Preflights.HistoryAsync(id, Cancellation)).Select(r => r.By).Where(by => by != "operator"));
        Assert.Contains("by guildhall.", await PageAsync($"{Pages}/{id}?tab=preflight"), StringComparison.Ordinal);
        await using (var db = Hall.Guildhall.Database.Open())
            Assert.InRange((await db.Links.SingleAsync(l => l.Id == id, Cancellation)).PreflightDue - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        Assert.Contains("Connected", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);

        await FaultAsync("DescribeReportDefinitions", "fail", "AccessDeniedException");
        await PassDayAsync(id);
        await Hall.Guildhall.LinkWatch.RunOnceAsync(Cancellation);

        var failed = await ShowAsync(id);
        Assert.Equal(("Active", false, true), ((string?)failed["state"], (bool)failed["lastPreflight"]!["passed"]!, (bool)failed["needsAttention"]!));
        Assert.Contains("Needs attention", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
        Assert.Contains("A check failed", await PageAsync(Pages), StringComparison.Ordinal);
        Assert.Contains("Preflight Failed", await EventsAsync((string)failed["organizationId"]!));
        await ClearAsync();
        Assert.True((await _manager.PostAsync($"{Api}/{id}/preflight", new { })).Json["passed"]!.GetValue<bool>());
        Assert.Contains("Connected", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor9_A_key_is_warned_of_before_it_is_too_old_and_needs_attention_after_and_each_is_told_once()
    {
        var id = await LinkIdAsync();
        Assert.Equal("young", (string?)(await ShowAsync(id))["keyAge"]);
        foreach (var (days, age, sentence, card, told) in new[]
        {
            (75, "aging", "The access key is to be replaced soon.", "Connected", "Key Aging"),
            (91, "aged", "The access key has been used long enough: replace it.", "Needs attention", "Key Aged"),
        })
        {
            await ChangeAsync(id, link => link.CredentialsAt = DateTimeOffset.UtcNow - TimeSpan.FromDays(days));
            for (var day = 0; day < 2; day++)
            {
                await PassDayAsync(id);
                await Hall.Guildhall.LinkWatch.RunOnceAsync(Cancellation);
            }

            var shown = await ShowAsync(id);
            Assert.Equal(age, (string?)shown["keyAge"]);
            Assert.Equal(age, (await Hall.Terminal().AnswerAsync("organization", "show", id)).GetProperty("keyAge").GetString());
            var changed = await _manager.PostAsync($"{Api}/{id}/default", new { });
            Assert.Equal((age, age == "aged"), ((string?)changed.Json["link"]!["keyAge"], (bool)changed.Json["link"]!["needsAttention"]!));
            Assert.Equal(age, (await Hall.Terminal().AnswerAsync("organization", "settings", id, "--currency", "USD")).GetProperty("keyAge").GetString());
            foreach (var page in new[] { Pages, $"{Pages}/{id}", $"{Pages}/{id}?tab=credentials" }) Assert.Contains(sentence, await PageAsync(page), StringComparison.Ordinal);
            Assert.Contains(card, await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
            Assert.Single(await EventsAsync((string)shown["organizationId"]!), told);
        }
    }

    /// <summary>Links a fresh account by the API and waits until it is set up.</summary>
    private async Task<string> LinkAsync(string account, SigningCredentials key)
    {
        var saved = await _manager.PostAsync(Api, new { accountId = account, accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey, emailPattern = $"aws-{account}+%s@acme.example" });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        var id = saved.Json["link"]!["id"]!.GetValue<string>();
        for (var tries = 0; (string?)(await ShowAsync(id))["state"] != "Active"; tries++)
        {
            Assert.True(tries < 400, (await ShowAsync(id)).ToJsonString());
            await Task.Delay(50, Cancellation);
        }

        return id;
    }

    private async Task<string> LinkIdAsync() => (await Hall.Guildhall.Links.FindAsync(World.Management, Cancellation))!.Id;

    private async Task<JsonNode> ShowAsync(string id) => (await _manager.GetAsync($"{Api}/{id}")).Json;

    private async Task<string> PageAsync(string path) => System.Text.RegularExpressions.Regex.Replace(WebUtility.HtmlDecode((await _maya.GetAsync(path)).Html), @"\s+", " ");

    /// <summary>A quarter of an hour later, and whoever looks after links looks.</summary>
    private async Task TurnAsync(string id)
    {
        await ChangeAsync(id, link => (link.VerifyDue, link.RefusedAt) = (default, link.RefusedAt - TimeSpan.FromMinutes(15)));
        await Hall.Guildhall.LinkWatch.RunOnceAsync(Cancellation);
    }

    /// <summary>The same, until what it means is written: the server's own loop may have been quicker.</summary>
    private async Task VerifyAsync(string id, Func<LinkRow, bool> written)
    {
        await TurnAsync(id);
        for (var tries = 0; ; tries++)
        {
            await using var db = Hall.Guildhall.Database.Open();
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
            await Hall.Guildhall.LinkWatch.RunOnceAsync(Cancellation);
            await Task.Delay(50, Cancellation);
        }
    }

    private Task PassDayAsync(string id) => ChangeAsync(id, link => link.PreflightDue = default);

    private async Task ChangeAsync(string id, Action<LinkRow> change)
    {
        await using var db = Hall.Guildhall.Database.Open();
        change(await db.Links.SingleAsync(l => l.Id == id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Switches a key off or on by IAM, as its owner does.</summary>
    private async Task SwitchAsync(SigningCredentials admin, SigningCredentials key, string status)
    {
        using var http = HallCaller.Signed(admin, "iam");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Action"] = "UpdateAccessKey", ["Version"] = "2010-05-08", ["UserName"] = "guildhall-api", ["AccessKeyId"] = key.AccessKeyId, ["Status"] = status });
        using var answer = await http.PostAsync(Hall.AwsUrl, form, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task ActiveAsync(string order)
    {
        for (var tries = 0; ; tries++)
        {
            var state = (await Hall.Guildhall.Orders.FindAsync(OrderReach.Operator("test"), order, Cancellation)).Value;
            if (state.State == OrderState.Active) return;
            Assert.True(tries < 300, $"{state.State}: {string.Join("; ", state.Steps.Select(s => $"{s.Kind} {s.State} {s.Problem}"))}");
            await Task.Delay(100, Cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> EventsAsync(string tenant)
    {
        await using var db = Hall.Guildhall.Database.Open();
        var bodies = await db.Events.Where(e => e.TenantId == tenant).OrderBy(e => e.Sequence).Select(e => e.Body).ToListAsync(Cancellation);
        return [.. bodies.Select(b => (string)JsonNode.Parse(b)!["detail-type"]!)];
    }

    private async Task<int> AuditedAsync(string tenant, string name)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Audit.CountAsync(a => a.TenantId == tenant && a.EventName == name && a.Source == "system" && a.Arn == "guildhall", Cancellation);
    }

    private async Task FaultAsync(string operation, string kind, string code)
    {
        using var http = new HttpClient();
        (await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", new { operation, kind, code }, Cancellation)).EnsureSuccessStatusCode();
    }

    private async Task ClearAsync()
    {
        using var http = new HttpClient();
        (await http.DeleteAsync($"{Hall.AwsUrl}/_simulation/faults", Cancellation)).EnsureSuccessStatusCode();
    }
}

public sealed class LinkWatchOnSqliteTests() : LinkWatchTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkWatchOnPostgresTests(PostgresServer server) : LinkWatchTests(new PostgresDatabase(server));
