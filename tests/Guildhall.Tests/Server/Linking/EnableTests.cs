using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary><b>Enable</b> at P13 and P14, by page, own API and command line. vendor-integration.md 8.2.</summary>
public abstract class EnableTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Api = "/api/v1/vendors/aws/organizations";
    private const string Pages = "/admin/settings/vendors/aws/organizations";

    private HallCaller _manager = null!;
    private Browsing _maya = null!;
    private (string Id, string Account, string Root, SigningCredentials Key) _link;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task PrepareAsync()
    {
        _manager = await Hall.CallerAsync(World.Management, "link-manager", "GuildhallManager");
        _maya = await Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");
        _link = await LinkAsync("Bare");
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor8_2_P13_P14_The_page_asks_enables_checks_again_and_is_audited()
    {
        foreach (var (check, feature, act) in new[] { ("P13", "service-control-policies", "EnableServiceControlPolicies"), ("P14", "private-marketplace", "CreateIntegration") })
        {
            var page = $"{Pages}/{_link.Id}?tab=preflight";
            Assert.True((await _manager.PostAsync($"{Api}/{_link.Id}/preflight", new { })).Status == HttpStatusCode.OK);
            var ask = $"{Pages}/{_link.Id}/enable/{feature}";
            Assert.Contains($"href=\"{ask}\"", (await _maya.GetAsync(page)).Html, StringComparison.Ordinal);
            Assert.Equal(feature, (string?)(await CheckAsync(check))["enables"]);

            Assert.Contains("<h1>Enable ", (await _maya.GetAsync(ask)).Html, StringComparison.Ordinal);
            Assert.Empty(await AuditAsync(act));
            var (done, html) = await _maya.PostAsync(ask, ask);

            Assert.Equal("?tab=preflight", done.RequestMessage!.RequestUri!.Query);
            Assert.DoesNotContain(ask, html, StringComparison.Ordinal);
            Assert.Equal(("pass", null), ((string?)(await CheckAsync(check))["result"], (await CheckAsync(check))["enables"]));
            Assert.Contains("maya@example.com", Assert.Single(await AuditAsync(act)), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor8_2_P13_P14_The_API_and_the_command_line_enable_and_answer_the_check_and_once_more_is_harmless()
    {
        var checks = (await _manager.PostAsync($"{Api}/{_link.Id}/enable", new { feature = "service-control-policies" })).Json["checks"]!.AsArray();
        Assert.Equal(("pass", "info"), (ResultOf(checks, "P13"), ResultOf(checks, "P14")));
        var printed = await Hall.Terminal().AnswerAsync("organization", "enable", _link.Id, "private-marketplace");
        Assert.Contains(printed.GetProperty("checks").EnumerateArray(), c => c.GetProperty("id").GetString() == "P14" && c.GetProperty("result").GetString() == "pass");
        await Hall.Guildhall.CatchUpAsync(Cancellation);
        Assert.True(Hall.Guildhall.Marketplaces.Find(new((await ShowAsync())["organizationId"]!.GetValue<string>()))!.Marketplace.Organization.Integrated);

        Assert.Equal(HttpStatusCode.OK, (await _manager.PostAsync($"{Api}/{_link.Id}/enable", new { feature = "private-marketplace" })).Status);
        await Hall.Terminal().AnswerAsync("organization", "enable", _link.Id, "service-control-policies");
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor8_2_P13_P14_Enabling_is_refused_with_the_reason()
    {
        var unknown = await _manager.PostAsync($"{Api}/{_link.Id}/enable", new { feature = "everything" });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_field", "feature"), (unknown.Status, unknown.Text("code"), unknown.Text("field")));
        Assert.Equal(HttpStatusCode.NotFound, (await _manager.PostAsync($"{Api}/link-none/enable", new { feature = "private-marketplace" })).Status);
        var alone = (await Hall.Guildhall.Links.FindAsync(World.Standalone, Cancellation))!.Id;
        Assert.Equal((HttpStatusCode.Conflict, "no_organization"), await RefusedAsync(alone, "private-marketplace"));
        await FaultAsync("EnablePolicyType", "ConstraintViolationException");
        Assert.Equal((HttpStatusCode.FailedDependency, "aws_error"), await RefusedAsync(_link.Id, "service-control-policies"));
        var ask = $"{Pages}/{_link.Id}/enable/service-control-policies";
        Assert.Contains("A limit of AWS forbids this", (await _maya.PostAsync(ask, ask)).Html, StringComparison.Ordinal);
        Assert.Empty(await AuditAsync("EnableServiceControlPolicies"));

        await _manager.PostAsync($"{Api}/{_link.Id}/pause", new { noDefault = true });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "organization_paused"), await RefusedAsync(_link.Id, "private-marketplace"));
        var otto = await Hall.CallerAsync(World.Management, "otto", "GuildhallAuditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await otto.PostAsync($"{Api}/{_link.Id}/enable", new { feature = "private-marketplace" })).Status);
    }

    /// <summary>An organization without policies and without the integration, adopted.</summary>
    private async Task<(string Id, string Account, string Root, SigningCredentials Key)> LinkAsync(string name)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/accounts", new { name, email = $"{name.ToLowerInvariant()}@own.example", organization = true }, Cancellation);
        var made = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
        var (account, root, key) = ((string)made["accountId"]!, (string)made["rootId"]!, new SigningCredentials((string)made["accessKeyId"]!, (string)made["secretAccessKey"]!));
        await Hall.SimulateAsync("DisablePolicyType", new { RootId = root, PolicyType = "SERVICE_CONTROL_POLICY" }, key);
        var saved = await _manager.PostAsync(Api, new { accountId = account, mode = "adopt", accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey, emailPattern = "bare+%s@acme.example" });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        _link = (saved.Json["link"]!["id"]!.GetValue<string>(), account, root, key);
        for (var tries = 0; (string?)(await ShowAsync())["state"] != "Active"; tries++)
        {
            Assert.True(tries < 400, (await ShowAsync()).ToJsonString());
            await Task.Delay(50, Cancellation);
        }

        return _link;
    }

    private async Task<JsonNode> ShowAsync() => (await _manager.GetAsync($"{Api}/{_link.Id}")).Json;

    private async Task<JsonNode> CheckAsync(string id) => (await _manager.PostAsync($"{Api}/{_link.Id}/preflight", new { })).Json["checks"]!.AsArray().Single(c => (string?)c!["id"] == id)!;

    private static string? ResultOf(JsonArray checks, string id) => (string?)checks.Single(c => (string?)c!["id"] == id)!["result"];

    private async Task<(HttpStatusCode Status, string Code)> RefusedAsync(string link, string feature)
    {
        var answer = await _manager.PostAsync($"{Api}/{link}/enable", new { feature });
        return (answer.Status, answer.Text("code"));
    }

    private async Task FaultAsync(string operation, string code)
    {
        using var http = new HttpClient();
        (await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", new { operation, kind = "fail", code }, Cancellation)).EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<string>> AuditAsync(string name)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Audit.Where(a => a.EventName == name).Select(a => a.Record).ToListAsync(Cancellation);
    }
}

public sealed class EnableOnSqliteTests() : EnableTests(null);

[Trait("Ring", "Postgres")]
public sealed class EnableOnPostgresTests(PostgresServer server) : EnableTests(new PostgresDatabase(server));
