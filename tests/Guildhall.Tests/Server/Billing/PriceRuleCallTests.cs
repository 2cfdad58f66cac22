using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.App.People;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Price rules, previews and rates by the own API. vendor-integration.md 15.4, 15.5.</summary>
public abstract class PriceRuleCallTests(StatementHall hall)
{
    private const string Path = "/api/v1/billing/prices";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_is_what_applying_makes()
    {
        var month = hall.Month();
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 100), new ReportedLine(hall.World.Developer, 33.33m), new ReportedLine(hall.World.AtRoot, 1));
        JsonObject draft = new() { ["name"] = "Tiers", ["kind"] = "tiered", ["tiers"] = JsonNode.Parse("""[{"upTo":50,"percent":10},{"percent":5}]"""), ["target"] = "company", ["targetValue"] = "Birch", ["from"] = $"{month}-01" };
        var preview = await hall.Billing.PostAsync(Path + "/preview", draft.ToJsonString());
        Assert.True(preview.Status == HttpStatusCode.OK, preview.Body);
        var effects = preview.Json["effects"]!.AsArray().ToDictionary(e => (string?)e!["company"] ?? "", e => ((decimal)e!["before"]!, (decimal)e["after"]!, (decimal)e["difference"]!));
        Assert.Equal((100m, 107.5m, 7.5m), effects["Birch"]);
        Assert.Equal((33.33m, 33.33m, 0m), effects["Cedar"]);
        Assert.DoesNotContain((await hall.Billing.GetAsync(Path)).Json["rules"]!.AsArray(), r => (string?)r!["name"] == "Tiers");

        var id = await hall.RuleAsync(draft);
        Assert.Equal(effects.Select(e => (e.Key, e.Value.Item2)).Order(), (await hall.StatementsAsync(month)).Select(s => (s.Key, (decimal)s.Value["total"]!)).Order());

        // A new version that is previewed replaces, and is not added.
        JsonObject next = new() { ["name"] = "Tiers", ["kind"] = "markup", ["percent"] = 1, ["target"] = "company", ["targetValue"] = "Birch", ["from"] = $"{month}-01", ["replaces"] = id };
        Assert.Equal(101m, (decimal)(await hall.Billing.PostAsync(Path + "/preview", next.ToJsonString())).Json["effects"]!.AsArray().Single(e => (string?)e!["company"] == "Birch")!["after"]!);
    }

    [Fact]
    public async Task Vendor15_4_What_holds_where_no_rule_is_follows_the_settings()
    {
        var (month, settings) = (hall.Month(7), $"/api/v1/billing/organizations/{hall.Tenant}/settings");
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 100), new ReportedLine(hall.World.Ledger, -10, "Credit"), new ReportedLine(hall.World.Ledger, 50, Product: "vault", Entity: BillingEntity.Marketplace));
        Assert.Equal(140m, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);
        try
        {
            var changed = await hall.Billing.SendAsync(HttpMethod.Patch, settings, """{"markup":10,"marketplaceMarkup":2,"credits":"share","creditShare":50}""");
            Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
            Assert.Equal(156m, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);
            Assert.Equal(HttpStatusCode.OK, (await hall.Billing.SendAsync(HttpMethod.Patch, settings, """{"credits":"keep"}""")).Status);
            Assert.Equal(161m, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);
        }
        finally
        {
            await hall.Billing.SendAsync(HttpMethod.Patch, settings, """{"markup":0,"marketplaceMarkup":0,"credits":"passThrough","creditShare":0}""");
        }
    }

    [Fact]
    public async Task A_rule_that_priced_a_closed_month_is_never_edited_in_place()
    {
        var (month, next) = (hall.Month(4), hall.Month(3));
        await hall.ReportAsync(month, new ReportedLine(hall.World.AtRoot, 100));
        var id = await hall.RuleAsync(Rule($"{month}-01", 10));
        Assert.Equal(HttpStatusCode.OK, (await hall.CloseAsync(month)).Status);
        Assert.Equal(110m, (decimal)(await hall.StatementsAsync(month))[""]["total"]!);

        var early = await hall.Billing.PostAsync($"{Path}/{id}/versions", Rule($"{month}-15", 20).ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "RULE_USED"), (early.Status, early.Text("code")));
        var ended = await hall.Billing.PostAsync($"{Path}/{id}/end", new { until = $"{month}-20" });
        Assert.Equal((HttpStatusCode.Conflict, "RULE_USED"), (ended.Status, ended.Text("code")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await hall.Billing.SendAsync(HttpMethod.Post, $"{Path}/{id}/versions", Rule($"{next}-01", 20).ToJsonString(), "\"4\"")).Status);

        var revised = await hall.Billing.SendAsync(HttpMethod.Post, $"{Path}/{id}/versions", Rule($"{next}-01", 20).ToJsonString(), "\"1\"");
        Assert.True(revised.Status == HttpStatusCode.OK, revised.Body);
        Assert.Equal([(2, 20m, null), (1, 10m, $"{month.Last:yyyy-MM-dd}")], revised.Json["versions"]!.AsArray().Select(v => ((int)v!["version"]!, (decimal)v["percent"]!, (string?)v["until"])));
        await hall.ReportAsync(next, new ReportedLine(hall.World.AtRoot, 100));
        Assert.Equal(120m, (decimal)(await hall.StatementsAsync(next))[""]["total"]!);

        // The second version has priced nothing yet: it may be replaced from its first day on.
        var again = await hall.Billing.PostAsync($"{Path}/{id}/versions", Rule($"{next}-01", 30).ToJsonString());
        Assert.Equal("TakenOut", (string?)again.Json["versions"]![1]!["state"]);
        Assert.Equal(130m, (decimal)(await hall.StatementsAsync(next))[""]["total"]!);
        var over = await hall.Billing.PostAsync($"{Path}/{id}/end", new { until = $"{next}-01" });
        Assert.Equal($"{next}-01", (string?)over.Json["rule"]!["until"]);
        Assert.Equal(("RULE_ENDED", 409), ((await hall.Billing.PostAsync($"{Path}/{id}/end", new { })).Text("code"), (int)(await hall.Billing.PostAsync($"{Path}/{id}/end", new { })).Status));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"kind":"markup","percent":1000.1}""", "percent" },
        { """{"kind":"discount","percent":101}""", "percent" },
        { """{"kind":"markup","percent":1.00001}""", "percent" },
        { """{"kind":"gift","percent":1}""", "kind" },
        { """{"kind":"markup","percent":1,"name":""}""", "name" },
        { """{"kind":"markup","percent":1,"from":"2026-13-01"}""", "from" },
        { """{"kind":"markup","percent":1,"from":"2026-02-02","until":"2026-02-01"}""", "until" },
        { """{"kind":"markup","percent":1,"priority":1001}""", "priority" },
        { """{"kind":"markup","percent":1,"scope":"service"}""", "scopeValue" },
        { """{"kind":"markup","percent":1,"scope":"usageType","scopeValue":"BoxUsage"}""", "scopeValue" },
        { """{"kind":"markup","percent":1,"target":"company","targetValue":"Nobody & Co"}""", "targetValue" },
        { """{"kind":"markup","percent":1,"target":"account","targetValue":"000000000000"}""", "targetValue" },
        { """{"kind":"markup","percent":1,"target":"organization","targetValue":"o-unknown"}""", "targetValue" },
        { """{"kind":"fixedFee","fee":-1,"currency":"USD"}""", "fee" },
        { """{"kind":"fixedFee","fee":1,"currency":"XXX"}""", "currency" },
        { """{"kind":"fixedFee","fee":1,"currency":"USD","percent":3}""", "percent" },
        { """{"kind":"tiered","tiers":[]}""", "tiers" },
        { """{"kind":"tiered","tiers":[{"upTo":5,"percent":1}]}""", "tiers" },
        { """{"kind":"tiered","tiers":[{"upTo":5,"percent":1},{"upTo":5,"percent":2},{"percent":1}]}""", "tiers" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_rule_is_refused_and_nothing_is_stored(string wrong, string field)
    {
        var rule = JsonNode.Parse(wrong)!.AsObject();
        rule["name"] ??= "Wrong";
        rule["from"] ??= "2026-01-01";
        if (!rule.ContainsKey("target")) (rule["target"], rule["targetValue"]) = ("organization", hall.Tenant);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var before = await db.PriceRules.CountAsync(Cancellation);
        var refused = await hall.Billing.PostAsync(Path, rule.ToJsonString());
        Assert.True((HttpStatusCode.BadRequest, field) == (refused.Status, (string?)refused.Json["field"]), refused.Body);
        Assert.Equal(HttpStatusCode.BadRequest, (await hall.Billing.PostAsync(Path + "/preview", rule.ToJsonString())).Status);
        Assert.Equal(before, await db.PriceRules.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_rule_is_for_the_own_organization_unless_a_marketplace_manager_makes_it()
    {
        var all = await hall.Billing.PostAsync(Path, """{"name":"All","kind":"markup","percent":1,"from":"2026-01-01"}""");
        Assert.Equal(HttpStatusCode.Forbidden, all.Status);
        var id = await hall.RuleAsync(Rule("2020-01-01", 1, "2020-01-31"));
        var stranger = await hall.Hall.CallerAsync(hall.World.Standalone, "other-billing", "GuildhallBilling");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{Path}/{id}/end", new { })).Status);
        Assert.Empty((await stranger.GetAsync(Path)).Json["rules"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync(Path, Rule("2026-01-01", 1).ToJsonString())).Status);
    }

    [Fact]
    public async Task A_rule_is_made_once_under_a_key()
    {
        JsonObject rule = Rule("2019-01-01", 1, "2019-01-31");
        rule["name"] = "Once";
        var first = await hall.Billing.SendAsync(HttpMethod.Post, Path, rule.ToJsonString(), null, "rule-once");
        var again = await hall.Billing.SendAsync(HttpMethod.Post, Path, rule.ToJsonString(), null, "rule-once");
        Assert.Equal((HttpStatusCode.Created, (string?)first.Json["rule"]!["id"]), (again.Status, (string?)again.Json["rule"]!["id"]));
    }

    [Fact]
    public async Task Vendor17_A_new_version_and_an_end_are_made_once_under_a_key()
    {
        var id = await hall.RuleAsync(Rule("2018-01-01", 1));
        async Task<JsonArray> TwiceAsync(string act, string body, string other)
        {
            var first = await hall.Billing.SendAsync(HttpMethod.Post, $"{Path}/{id}/{act}", body, null, $"rule-{act}");
            Assert.True(first.Status == HttpStatusCode.OK, first.Body);
            Assert.Equal(first.Body, (await hall.Billing.SendAsync(HttpMethod.Post, $"{Path}/{id}/{act}", body, null, $"rule-{act}")).Body);
            Assert.Equal("IDEMPOTENCY_KEY_USED", (await hall.Billing.SendAsync(HttpMethod.Post, $"{Path}/{id}/{act}", other, null, $"rule-{act}")).Text("code"));
            return first.Json["versions"]!.AsArray();
        }

        Assert.Equal(2, (await TwiceAsync("versions", Rule("2018-02-01", 2).ToJsonString(), Rule("2018-03-01", 3).ToJsonString())).Count);
        Assert.Equal("2099-01-31", (string?)(await TwiceAsync("end", """{"until":"2099-01-31"}""", "{}"))[0]!["until"]);
        await hall.Billing.PostAsync($"{Path}/{id}/end", new { until = "2018-02-01" });

        // Of two changes at once by two processes one is decided again.
        await using var one = hall.Hall.Guildhall.Database.Open();
        await using var other = hall.Hall.Guildhall.Database.Open();
        var rows = (await one.PriceRules.SingleAsync(r => r.Id == id && r.Version == 2, Cancellation), await other.PriceRules.SingleAsync(r => r.Id == id && r.Version == 2, Cancellation));
        Assert.Equal(2, rows.Item1.Changes);
        (rows.Item1.Changes, rows.Item2.Changes) = (3, 3);
        await one.SaveChangesAsync(Cancellation);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task S23_A_rule_of_one_organization_prices_no_other_wherever_its_accounts_go()
    {
        var month = hall.Month(26);
        var made = await hall.Billing.PostAsync(Path, $$"""{"name":"Mine","kind":"markup","percent":100,"target":"account","targetValue":"{{hall.World.Ledger}}","from":"{{month}}-01","until":"{{month.Last:yyyy-MM-dd}}"}""");
        Assert.Equal(hall.Tenant, (string?)made.Json["rule"]!["organizationId"]);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 10));
        await ReportFiles.IngestAsync(hall.Hall, hall.World.Standalone, month, new ReportedLine(hall.World.Ledger, 10));
        var moved = await hall.Hall.CallerAsync(hall.World.Standalone, "moved-to", "GuildhallBilling");
        Assert.Equal(10m, (decimal)(await moved.GetAsync($"/api/v1/billing/statements?period={month}")).Json["statements"]!.AsArray().Single()!["total"]!);
        Assert.Equal(20m, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);

        Assert.Equal(HttpStatusCode.NotFound, (await moved.GetAsync($"{Path}/{made.Json["rule"]!["id"]}")).Status);
    }

    [Fact]
    public async Task Vendor16_Each_change_of_a_rule_stands_in_its_organizations_trail_with_what_was_before()
    {
        using var ines = await hall.Hall.SignedInAsync("ines.trail@example.com", "BillingManager", hall.World.Management);
        await ines.PostAsync("/spend/prices/new", "/spend/prices/new", ("name", "In the trail"), ("kind", "markup"), ("percent", "3"), ("scope", "everything"), ("target", "account"), ("targetValue", hall.World.AtRoot), ("from", "2030-01-01"), ("act", "save"));
        var id = (string)(await hall.Billing.GetAsync(Path)).Json["rules"]!.AsArray().Single(r => (string?)r!["name"] == "In the trail")!["id"]!;
        Assert.False((await hall.Hall.Guildhall.PriceRules.ReviseAsync(BillingReach.Operator, id, Draft("2030-01-01", "4"), null, ActOrigin.Operator("test"), Cancellation)).Refused);
        Assert.Equal(hall.Tenant, (string?)(await hall.Billing.GetAsync($"{Path}/{id}")).Json["rule"]!["organizationId"]);
        Assert.False((await hall.Hall.Guildhall.PriceRules.EndAsync(BillingReach.Operator, id, null, null, ActOrigin.Operator("test"), Cancellation)).Refused);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var trail = await db.Audit.Where(r => r.EventName.EndsWith("PriceRule") && r.Record.Contains(id)).OrderBy(r => r.Sequence).ToListAsync(Cancellation);
        Assert.Equal([("CreatePriceRule", hall.Tenant), ("UpdatePriceRule", hall.Tenant), ("EndPriceRule", hall.Tenant)], trail.Select(r => (r.EventName, r.TenantId)));
        Assert.Equal([null, 30_000, 40_000], trail.Select(r => (int?)JsonNode.Parse(r.Record)!["requestParameters"]!["before"]?["Percent"]!["TenThousandths"]));
    }

    [Fact]
    public async Task Without_a_rate_nothing_is_closed_and_the_rate_is_kept_when_it_is()
    {
        var month = hall.Month(16);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 10.01m));
        await BillInAsync("JPY");
        try
        {
            var missing = await hall.CloseAsync(month);
            Assert.Equal((HttpStatusCode.Conflict, "RATE_MISSING"), (missing.Status, missing.Text("code")));
            Assert.Contains("from USD to JPY", missing.Text("message"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await SetAsync(150.5m)).Status);
            await SetAsOperatorAsync(month, 150.5m);
            Assert.Equal(HttpStatusCode.OK, (await hall.CloseAsync(month)).Status);
            await SetAsOperatorAsync(month, 9);
            var statement = (await hall.StatementsAsync(month))["Birch"];
            Assert.Equal(("JPY", 1507m, 150.5m), ((string?)statement["currency"], (decimal)statement["total"]!, (decimal)statement["rate"]!));
            Assert.Equal(9m, (decimal)(await hall.Billing.GetAsync($"/api/v1/billing/rates?period={month}")).Json["rates"]![0]!["rate"]!);
        }
        finally
        {
            await BillInAsync("");
        }

        Task<HallAnswer> SetAsync(decimal rate) => hall.Billing.PostAsync("/api/v1/billing/rates", new { period = $"{month}", from = "USD", to = "JPY", rate });
    }

    private PriceRule Draft(string from, string percent) =>
        new PriceRuleText { Name = "In the trail", Kind = "markup", Percent = percent, Target = "account", TargetValue = hall.World.AtRoot, From = from }.Read().Value;

    private JsonObject Rule(string from, decimal percent, string? until = null) =>
        new() { ["name"] = "At the root", ["kind"] = "markup", ["percent"] = percent, ["target"] = "account", ["targetValue"] = hall.World.AtRoot, ["from"] = from, ["until"] = until };

    /// <param name="currency">Empty for the report's.</param>
    private async Task BillInAsync(string currency)
    {
        var set = await hall.Billing.SendAsync(HttpMethod.Patch, $"/api/v1/billing/organizations/{hall.Tenant}/settings", $$"""{"currency":"{{currency}}"}""");
        Assert.True(set.Status == HttpStatusCode.OK, set.Body);
    }

    private async Task SetAsOperatorAsync(BillingMonth month, decimal rate)
    {
        var set = await hall.Hall.Guildhall.ExchangeRates.SetAsync(BillingReach.Operator, month, new ExchangeRate("USD", "JPY", rate), ActOrigin.Operator("test"), Cancellation);
        Assert.False(set.Refused);
    }
}

public sealed class PriceRuleCallOnSqliteTests(SqliteStatementHall hall) : PriceRuleCallTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class PriceRuleCallOnPostgresTests(PostgresStatementHall hall) : PriceRuleCallTests(hall), IClassFixture<PostgresStatementHall>;
