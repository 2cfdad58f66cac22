using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Plans of exits by the own API, commands and the months of reports. mission.md M-39.</summary>
public abstract class ExitTests(StatementHall hall)
{
    private const string Path = "/api/v1/spend/exits";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private BillingMonth Present => hall.Month(-1);

    [Fact]
    public async Task An_exit_is_planned_once_changed_by_whoever_saw_it_and_ended()
    {
        await ReportAsync("ledgerware", 70);
        var wish = new JsonObject { ["product"] = "ledgerware", ["goneBy"] = Day(40), ["note"] = "Too dear", ["whose"] = "paying" };
        var first = await hall.Billing.SendAsync(HttpMethod.Post, Path, wish.ToJsonString(), null, "exit-once");
        Assert.True(first.Status == HttpStatusCode.Created, first.Body);
        var again = await hall.Billing.SendAsync(HttpMethod.Post, Path, wish.ToJsonString(), null, "exit-once");
        var (plan, id) = (first.Json["exit"]!, (string)first.Json["exit"]!["id"]!);
        Assert.Equal((HttpStatusCode.Created, id), (again.Status, (string?)again.Json["exit"]!["id"]));
        Assert.Equal(("ledgerware", "ledgerware by name", Day(40), "Too dear", "planned", hall.World.Ledger), ((string?)plan["productCode"], (string?)plan["name"], (string?)plan["goneBy"], (string?)plan["note"], (string?)plan["state"], (string?)plan["accounts"]![0]));
        var twice = await hall.Billing.PostAsync(Path, wish.ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "EXIT_PLANNED"), (twice.Status, twice.Text("code")));

        // What a load does to it makes nobody's form stale.
        var seen = (await hall.Billing.GetAsync($"{Path}/{id}")).ETag;
        await ReportAsync("ledgerware", 71);
        await hall.Hall.Guildhall.ExitEvaluation.RunDueAsync(Cancellation);
        var changed = await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", $$"""{"goneBy":"{{Day(50)}}"}""", seen);
        Assert.Equal((HttpStatusCode.OK, Day(50), "Too dear"), (changed.Status, (string?)changed.Json["exit"]!["goneBy"], (string?)changed.Json["exit"]!["note"]));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"note":""}""", seen)).Status);
        var ended = await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"state":"cancelled"}""");
        Assert.Equal("cancelled", (string?)ended.Json["exit"]!["state"]);
        var late = await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"note":"Once more"}""");
        Assert.Equal((HttpStatusCode.Conflict, "EXIT_ENDED"), (late.Status, late.Text("code")));

        // Another may be planned then, and the list has both, page by page.
        Assert.Equal(HttpStatusCode.Created, (await hall.Billing.PostAsync(Path, wish.ToJsonString())).Status);
        var page = (await hall.Billing.GetAsync($"{Path}?productCode=ledgerware&limit=1")).Json;
        Assert.Equal("planned", (string?)page["exits"]!.AsArray().Single()!["state"]);
        Assert.Equal(id, (string?)(await hall.Billing.GetAsync($"{Path}?productCode=ledgerware&after={page["next"]}")).Json["exits"]!.AsArray().Single()!["id"]);
        Assert.Equal([id], (await hall.Billing.GetAsync($"{Path}?state=cancelled&productCode=ledgerware")).Json["exits"]!.AsArray().Select(e => (string?)e!["id"]));
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.Equal(["CancelExit", "ChangeExit", "PlanExit"], await db.Audit.Where(a => a.Record.Contains(id) && a.EventName != "ExitNear").Select(a => a.EventName).OrderBy(n => n).ToListAsync(Cancellation));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"product":"nobodys"}""", "product" }, { """{"product":""}""", "product" }, { """{"goneBy":"tomorrow"}""", "goneBy" }, { """{"goneBy":"2001-01-01"}""", "goneBy" }, { """{"goneBy":"2099-01-01"}""", "goneBy" },
        { """{"whose":"mine"}""", "whose" }, { """{"whose":"notApproved"}""", "whose" }, { """{"state":"done"}""", "state" }, { """{"note":"a\u0007"}""", "note" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_plan_is_refused_with_its_member_and_nothing_is_stored(string wrong, string field)
    {
        await ReportAsync("wrongware", 1);
        var body = new JsonObject { ["product"] = "wrongware", ["goneBy"] = Day(40) };
        foreach (var (member, value) in JsonNode.Parse(wrong)!.AsObject()) body[member] = value!.DeepClone();
        var refused = await hall.Billing.PostAsync(Path, body.ToJsonString());
        Assert.True((HttpStatusCode.BadRequest, field) == (refused.Status, (string?)refused.Json["field"]), refused.Body);
        Assert.Empty((await hall.Billing.GetAsync($"{Path}?productCode=wrongware")).Json["exits"]!.AsArray());
    }

    [Fact]
    public async Task Whoever_planned_it_is_told_when_it_is_near_and_once_a_month_when_it_is_still_paid_for_until_nothing_is()
    {
        await ReportAsync("lateware", 30);
        var id = await PlannedAsync("lateware", Day(5));
        Assert.Equal(["Exit Near: lateware by name, to be gone by " + Day(5)], await ToldAsync(id, 1));

        using var ines = await hall.Hall.SignedInAsync("ines.told@example.com", "BillingManager", hall.World.Management);
        Assert.Contains($"<a href=\"/spend/products/exits/{id}\">Exit Near: lateware by name", (await ines.GetAsync("/notifications")).Html, StringComparison.Ordinal);

        // Its day comes: three months pass.
        await AgedAsync(id, hall.Month(2).Last);
        Assert.Contains($"Exit Overdue: lateware by name, still paid for in {Present}, was to be gone by {hall.Month(2).Last:yyyy-MM-dd}", await ToldAsync(id, 2));
        var shown = (await hall.Billing.GetAsync($"{Path}/{id}")).Json["exit"]!;
        Assert.Equal((true, $"{Present}", "planned"), ((bool)shown["late"]!, (string?)shown["chargedIn"], (string?)shown["state"]));
        await ReportAsync("lateware", 31);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hall.Hall.Guildhall.ExitEvaluation.RunDueAsync(Cancellation)));
        Assert.Equal(2, (await ToldAsync(id, 2)).Count);

        // A whole month after it is final and cost nothing.
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 1));
        await hall.ReportAsync(hall.Month(1), new ReportedLine(hall.World.Ledger, 1));
        await hall.Hall.Guildhall.ExitEvaluation.RunDueAsync(Cancellation);
        Assert.Contains("Exit Done: lateware by name, nothing is paid for it any more", await ToldAsync(id, 3));
        Assert.Equal("done", (string?)(await hall.Billing.GetAsync($"{Path}/{id}")).Json["exit"]!["state"]);
    }

    [Fact]
    public async Task A_later_day_begins_anew_and_no_longer_tells_what_was_paid_after_the_earlier_one()
    {
        await ReportAsync("dayware", 30);
        var id = await PlannedAsync("dayware", Day(5));
        await AgedAsync(id, hall.Month(2).Last);
        Assert.Equal($"{Present}", (string?)(await hall.Billing.GetAsync($"{Path}/{id}")).Json["exit"]!["chargedIn"]);

        var later = (await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", $$"""{"goneBy":"{{Day(60)}}"}""")).Json["exit"]!;
        Assert.Equal((false, null), ((bool)later["late"]!, (string?)later["chargedIn"]));
    }

    [Fact]
    public async Task Another_organizations_plans_are_not_there_and_who_only_reads_plans_none()
    {
        await ReportAsync("ourware", 5);
        var id = await PlannedAsync("ourware", Day(60));
        var stranger = await hall.Hall.CallerAsync(hall.World.Standalone, "other-exits", "GuildhallBilling");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"state":"done"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(Path, new { organizationId = hall.Tenant, product = "ourware", goneBy = Day(60) })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync(Path, new { product = "ourware", goneBy = Day(60) })).Status);
        Assert.Empty((await stranger.GetAsync(Path)).Json["exits"]!.AsArray());
        var auditor = await hall.Hall.CallerAsync(hall.World.Management, "exit-auditor", "GuildhallAuditor");
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"state":"done"}""")).Status);
        foreach (var wrong in new[] { "limit=0", "state=gone", "after=none" }) Assert.Equal(HttpStatusCode.BadRequest, (await hall.Billing.GetAsync($"{Path}?{wrong}")).Status);
    }

    [Fact]
    public async Task Exits_are_planned_listed_and_ended_by_command()
    {
        await ReportAsync("cliware", 9);
        var terminal = hall.Hall.Terminal();
        Assert.Equal(1, await terminal.RunAsync("exit", "plan", "cliware", "--organization", hall.Tenant, "--gone-by", "soon"));
        var made = await terminal.AnswerAsync("exit", "plan", "cliware", "--organization", hall.Tenant, "--gone-by", Day(30), "--note", "Replaced");
        var id = made.GetProperty("id").GetString()!;
        Assert.Equal("done", (await terminal.AnswerAsync("exit", "change", id, "--state", "done")).GetProperty("state").GetString());
        Assert.Contains((await terminal.AnswerAsync("exit", "list", "--state", "done")).EnumerateArray(), e => e.GetProperty("id").GetString() == id);
    }

    private static string Day(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private Task ReportAsync(string product, decimal cost) => hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, cost, Product: product, Entity: BillingEntity.Marketplace, Day: 1));

    private async Task<string> PlannedAsync(string product, string day)
    {
        var made = await hall.Billing.PostAsync(Path, new { product, goneBy = day });
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        await hall.Hall.Guildhall.ExitEvaluation.RunDueAsync(Cancellation);
        return (string)made.Json["exit"]!["id"]!;
    }

    /// <summary>As if it had been planned for a day that has passed, and looked at then.</summary>
    private async Task AgedAsync(string id, DateOnly day)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        var number = (((day.Year * 100) + day.Month) * 100) + day.Day;
        await db.ExitPlans.Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.GoneBy, number).SetProperty(x => x.Day, 0).SetProperty(x => x.Version, x => x.Version + 1), Cancellation);
        await hall.Hall.Guildhall.ExitEvaluation.RunDueAsync(Cancellation);
    }

    /// <summary>What the pages' list of notices has of a plan, told to the account that it was planned from, as soon as there is so much.</summary>
    private async Task<List<string>> ToldAsync(string id, int count)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        for (var tries = 0; ; tries++)
        {
            var events = await db.Events.Where(e => e.TenantId == hall.Tenant && e.Body.Contains(id)).Select(e => e.Sequence).ToListAsync(Cancellation);
            var told = await db.Notices.Where(n => events.Contains(n.Sequence) && n.Account == hall.World.Management).Select(n => n.Title).ToListAsync(Cancellation);
            if (told.Count >= count) return told;
            Assert.True(tries < 300, $"{told.Count} of {count} are told: {string.Join("; ", told)}");
            await Task.Delay(50, Cancellation);
        }
    }
}

public sealed class ExitOnSqliteTests(SqliteStatementHall hall) : ExitTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class ExitOnPostgresTests(PostgresStatementHall hall) : ExitTests(hall), IClassFixture<PostgresStatementHall>;
