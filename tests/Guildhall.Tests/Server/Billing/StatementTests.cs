using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Statements from the report to payment. vendor-integration.md 15.5.</summary>
public abstract class StatementTests(StatementHall hall)
{
    [Fact]
    public async Task Vendor19_10_Statements_and_what_is_nobodys_are_the_report_times_the_rules_to_the_cent()
    {
        var month = hall.Month(6);
        var random = new Random(1910);
        string[] accounts = [hall.World.Ledger, hall.World.Developer, hall.World.AtRoot, "999988887777"];
        ReportedLine[] lines =
        [
            .. from day in Enumerable.Range(1, 28)
               from account in accounts
               from product in new[] { "AmazonEC2", "AmazonS3" }
               select new ReportedLine(account, random.Next(1, 900_000_000) / 10_000_000m, Product: product, Day: day),
            .. accounts.Select(a => new ReportedLine(a, 3.3333333333m, "Tax")), .. accounts.Select(a => new ReportedLine(a, -1.0000000005m, "Credit")),
            .. accounts.Select(a => new ReportedLine(a, 77.7777777m, Product: "prod-1", Entity: "AWS Marketplace")),
        ];
        await hall.ReportAsync(month, lines);
        await hall.RuleAsync(new() { ["kind"] = "markup", ["percent"] = 12.3457m, ["from"] = First(month), ["until"] = Last(month) });
        await hall.RuleAsync(new() { ["kind"] = "discount", ["percent"] = 33.3333m, ["target"] = "account", ["targetValue"] = hall.World.Ledger, ["scope"] = "service", ["scopeValue"] = "AmazonS3", ["from"] = $"{month}-10", ["until"] = Last(month) });

        var expected = Math.Round(lines.GroupBy(l => (l.Account, l.Product, l.Type, Late: l.Day >= 10)).Sum(g => Priced(g.Key, g.Sum(l => l.Cost))), 2, MidpointRounding.AwayFromZero);
        var statements = await hall.StatementsAsync(month);
        Assert.Equal(["", "Birch", "Cedar"], statements.Keys.Order());
        Assert.Equal(expected, statements.Values.Sum(s => (decimal)s["total"]!));
        Assert.All(statements.Values, s => Assert.Equal("Draft", (string?)s["state"]));
        foreach (var draft in statements.Values) await AddsUpAsync(draft);

        Assert.Equal(HttpStatusCode.OK, (await hall.CloseAsync(month)).Status);
        var final = await hall.StatementsAsync(month);
        Assert.Equal(statements.Select(s => (s.Key, (decimal)s.Value["total"]!)).Order(), final.Select(s => (s.Key, (decimal)s.Value["total"]!)).Order());
        Assert.Equal([$"{month}-0001", $"{month}-0002", $"{month}-0003"], final.Values.Select(s => (string?)s["number"]).Order());
        foreach (var statement in final.Values) await AddsUpAsync(statement);

        decimal Priced((string Account, string Product, string Type, bool Late) of, decimal cost) => of switch
        {
            { Type: "Tax" or "Credit" } => cost,
            { Product: "AmazonS3", Late: true } when of.Account == hall.World.Ledger => cost - Math.Round(cost * 0.333333m, 10, MidpointRounding.AwayFromZero),
            _ => cost + Math.Round(cost * 0.123457m, 10, MidpointRounding.AwayFromZero),
        };
    }

    [Fact]
    public async Task A_sent_statement_never_changes_and_a_restatement_is_corrected_on_the_next()
    {
        var (month, next) = (hall.Month(1), hall.Month());
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 100), new ReportedLine(hall.World.Developer, 50));
        Assert.Equal(HttpStatusCode.OK, (await hall.CloseAsync(month)).Status);
        var path = $"/api/v1/billing/statements/{(await hall.StatementsAsync(month))["Birch"]["id"]}";
        Assert.Equal("Sent", (string?)(await hall.Billing.PostAsync(path + "/send", new { })).Json["statement"]!["state"]);
        var sent = await hall.Billing.GetAsync(path);

        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 130), new ReportedLine(hall.World.Developer, 50));
        await hall.ReportAsync(next, new ReportedLine(hall.World.Developer, 10));
        await hall.RuleAsync(new() { ["kind"] = "markup", ["percent"] = 50, ["from"] = First(next), ["until"] = Last(next) });
        Assert.Equal(sent.Body, (await hall.Billing.GetAsync(path)).Body);

        // By the rules that were in force when the month was closed: none.
        var drafts = await hall.StatementsAsync(next);
        Assert.Equal((30m, 15m), ((decimal)drafts["Birch"]["total"]!, (decimal)drafts["Cedar"]["total"]!));
        Assert.Equal(1, (int)(await hall.CloseAsync(next)).Json["corrections"]!);
        var corrected = (await hall.Billing.GetAsync($"/api/v1/billing/statements/{(await hall.StatementsAsync(next))["Birch"]["id"]}")).Json;
        var line = Assert.Single(corrected["lines"]!.AsArray());
        Assert.Equal(("corrections", $"{month}", hall.World.Ledger, 30m), ((string?)line!["block"], (string?)line["corrects"], (string?)line["account"], (decimal)line["billed"]!));
        Assert.Equal(sent.Body, (await hall.Billing.GetAsync(path)).Body);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var told = await db.Events.Where(e => e.Type.StartsWith("Statement ")).Select(e => e.Type).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Superset(new HashSet<string>(["Statement Final", "Statement Sent", "Statement Corrected"]), told.ToHashSet());
    }

    [Fact]
    public async Task A_statement_goes_from_final_to_sent_to_paid_and_by_no_other_way()
    {
        var month = hall.Month(8);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 1), new ReportedLine(hall.World.Developer, 2), new ReportedLine(hall.World.AtRoot, 3));
        var draft = (string)(await hall.StatementsAsync(month))["Birch"]["id"]!;
        Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(draft, "send")).Status);
        await hall.CloseAsync(month);
        Assert.Equal(HttpStatusCode.NotFound, (await hall.Billing.GetAsync($"/api/v1/billing/statements/{draft}")).Status);

        var ids = (await hall.StatementsAsync(month)).ToDictionary(s => s.Key, s => (string)s.Value["id"]!);
        Refused(await ActAsync(ids["Birch"], "paid"), "NOT_SENT");
        Refused(await ActAsync(ids[""], "send"), "NOBODYS");
        Refused(await ActAsync(ids[""], "void"), "NOBODYS");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await ActAsync(ids["Birch"], "send", "\"7\"")).Status);
        var sent = await ActAsync(ids["Birch"], "send", "\"1\"");
        Assert.Equal(("\"2\"", 30), (sent.ETag, (DateOnly.Parse((string)sent.Json["statement"]!["dueOn"]!, null).DayNumber - DateOnly.FromDateTime(DateTime.UtcNow).DayNumber)));
        Refused(await ActAsync(ids["Birch"], "send"), "NOT_FINAL");
        Assert.Equal("Paid", (string?)(await ActAsync(ids["Birch"], "paid")).Json["statement"]!["state"]);
        Refused(await ActAsync(ids["Birch"], "void"), "STATEMENT_ENDED");
        Assert.Equal("Void", (string?)(await ActAsync(ids["Cedar"], "void")).Json["statement"]!["state"]);
        Assert.Equal(["Birch"], (await hall.Billing.GetAsync($"/api/v1/billing/statements?period={month}&state=paid")).Json["statements"]!.AsArray().Select(s => (string?)s!["company"]));
    }

    [Fact]
    public async Task Of_two_who_close_a_month_at_once_one_does()
    {
        var month = hall.Month(10);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 5));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hall.CloseAsync(month)));

        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Refused(a, "MONTH_CLOSED"));
        Assert.Equal($"{month}-0001", (string?)Assert.Single(await hall.StatementsAsync(month)).Value["number"]);
    }

    [Fact]
    public async Task A_month_without_a_report_or_not_over_is_not_closed_and_a_dry_run_closes_nothing()
    {
        var current = hall.Month(-1);
        Refused(await hall.CloseAsync(hall.Month(20)), "NO_REPORT");
        await hall.ReportAsync(current, new ReportedLine(hall.World.Ledger, 5, Day: 1));
        Refused(await hall.CloseAsync(current), "MONTH_NOT_OVER");
        var plan = (await hall.CloseAsync(current, dryRun: true)).Json;
        Assert.Equal((1, "MONTH_NOT_OVER"), ((int)plan["statements"]!, (string?)plan["refusal"]!["code"]));

        var past = hall.Month(12);
        await hall.ReportAsync(past, new ReportedLine(hall.World.Ledger, 5), new ReportedLine(hall.World.AtRoot, 7));
        plan = (await hall.CloseAsync(past, dryRun: true)).Json;
        Assert.Equal((1, 5m, 7m, null), ((int)plan["statements"]!, (decimal)plan["totals"]!["USD"]!, (decimal)plan["unassigned"]!["USD"]!, plan["refusal"]));
        Assert.All((await hall.StatementsAsync(past)).Values, s => Assert.Equal("Draft", (string?)s["state"]));
    }

    [Fact]
    public async Task Who_does_not_stand_for_the_organization_sees_no_statement()
    {
        var month = hall.Month(14);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 5));
        var id = (await hall.StatementsAsync(month))["Birch"]["id"];
        var stranger = await hall.Hall.CallerAsync(hall.World.Standalone, "stranger", "GuildhallBilling");
        var member = await hall.Hall.CallerAsync(hall.World.Ledger, "member", "GuildhallBilling");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/billing/statements/{id}")).Status);
        Assert.Empty((await stranger.GetAsync($"/api/v1/billing/statements?period={month}")).Json["statements"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/api/v1/billing/statements/close", new { period = $"{month}", organizationId = hall.Tenant })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync($"/api/v1/billing/statements/{id}")).Status);
        var auditor = await hall.Hall.CallerAsync(hall.World.Management, "auditor", "GuildhallAuditor");
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/api/v1/billing/statements/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync("/api/v1/billing/statements/close", new { period = $"{month}" })).Status);
    }

    private static string First(BillingMonth month) => $"{month}-01";

    private static string Last(BillingMonth month) => $"{month.Last:yyyy-MM-dd}";

    private static void Refused(HallAnswer answer, string code) => Assert.Equal((HttpStatusCode.Conflict, code), (answer.Status, answer.Text("code")));

    private Task<HallAnswer> ActAsync(string id, string act, string? seen = null) => hall.Billing.SendAsync(HttpMethod.Post, $"/api/v1/billing/statements/{id}/{act}", "{}", seen);

    /// <summary>Lines, accounts and cost centres each add up to the total.</summary>
    private async Task AddsUpAsync(JsonNode statement)
    {
        var sheet = (await hall.Billing.GetAsync($"/api/v1/billing/statements/{statement["id"]}")).Json;
        var total = (decimal)statement["total"]!;
        Assert.Equal(total, sheet["lines"]!.AsArray().Sum(l => (decimal)l!["billed"]!));
        Assert.Equal(total, sheet["costCentres"]!.AsArray().Sum(l => (decimal)l!["total"]!));
        Assert.Equal(total, sheet["accounts"]!.AsArray().Sum(a => (decimal)a!["total"]!) + sheet["lines"]!.AsArray().Where(l => l!["account"] is null).Sum(l => (decimal)l!["billed"]!));
    }
}

public sealed class StatementOnSqliteTests(SqliteStatementHall hall) : StatementTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class StatementOnPostgresTests(PostgresStatementHall hall) : StatementTests(hall), IClassFixture<PostgresStatementHall>;
