using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Billing;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.App.People;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Lists of statements and drafts. vendor-integration.md 15.5.</summary>
public abstract class StatementListTests(StatementHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_are_found_by_company_and_state_and_told_page_by_page_with_the_sum_of_all()
    {
        foreach (var before in new[] { 31, 32, 33 })
        {
            await hall.ReportAsync(hall.Month(before), new ReportedLine(hall.World.Ledger, before), new ReportedLine(hall.World.Developer, 1), new ReportedLine(hall.World.AtRoot, 2));
            Assert.Equal(HttpStatusCode.OK, (await hall.CloseAsync(hall.Month(before))).Status);
        }

        var all = await ListAsync("");
        Assert.Equal((9, 105m), ((int)all["count"]!, (decimal)all["totals"]!["USD"]!));
        Assert.Equal(Numbers(all), [.. Numbers(await ListAsync("?limit=4")), .. Numbers(await ListAsync("?skip=4&limit=4")), .. Numbers(await ListAsync("?skip=8&limit=4"))]);
        Assert.Equal([$"{hall.Month(31)}-0001", $"{hall.Month(31)}-0002", $"{hall.Month(31)}-0003", $"{hall.Month(32)}-0001"], Numbers(all).Take(4));
        Assert.Equal((3, 96m), await CountAsync("?company=iRCH"));
        Assert.Equal((0, 0m), await CountAsync("?company=nobody"));

        var birch = (string)(await hall.StatementsAsync(hall.Month(31)))["Birch"]["id"]!;
        var cedar = (string)(await hall.StatementsAsync(hall.Month(31)))["Cedar"]["id"]!;
        await hall.Billing.PostAsync($"/api/v1/billing/statements/{birch}/send", new { });
        await hall.Billing.PostAsync($"/api/v1/billing/statements/{cedar}/void", new { });
        Assert.Equal((9, 104m), await CountAsync(""));
        Assert.Equal([(7, 73m), (1, 31m), (0, 0m), (0, 0m), (1, 0m)], [await CountAsync("?state=final"), await CountAsync("?state=sent"), await CountAsync("?state=overdue"), await CountAsync("?state=draft"), await CountAsync("?state=void")]);
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Statements.Where(s => s.Id == birch).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueOn, 20_200_101), Cancellation);
        Assert.Equal([(0, 0m), (1, 31m)], [await CountAsync("?state=sent"), await CountAsync("?state=overdue")]);
        Assert.Equal((1, 31m), await CountAsync($"?state=overdue&period={hall.Month(31)}&company=birch"));
    }

    [Fact]
    public async Task An_organization_without_a_rate_leaves_the_drafts_of_others_in_the_list()
    {
        var month = hall.Month(41);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 10));
        await ReportFiles.IngestAsync(hall.Hall, hall.World.Standalone, month, new ReportedLine(hall.World.Standalone, 3));
        await ChangeAsync("""{"currency":"JPY"}""");
        try
        {
            var page = await hall.Hall.Guildhall.StatementQueries.ListAsync(BillingReach.Operator, new StatementFilter { Month = month }, Cancellation);
            Assert.Equal((1, 300L, 1), (page.Total, page.Totals["USD"], page.Statements.Length));
            Assert.Equal((hall.Tenant, "RATE_MISSING"), page.Problems.Select(p => (p.Tenant, p.Problem.Code)).Single());
            var told = await ListAsync($"?period={month}");
            Assert.Equal((0, "RATE_MISSING"), ((int)told["count"]!, (string?)told["problems"]!.AsArray().Single()!["code"]));
            using var ines = await hall.Hall.SignedInAsync("ines.rateless@example.com", "BillingManager", hall.World.Management);
            var (_, html) = await ines.GetAsync($"/spend/statements?period={month}");
            Assert.Contains($"There is no rate from USD to JPY for {month}.", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Nothing found", html, StringComparison.Ordinal);

            // The rate comes: so do the drafts.
            var rate = new ExchangeRate("USD", "JPY", 150);
            Assert.False((await hall.Hall.Guildhall.ExchangeRates.SetAsync(BillingReach.Operator, month, rate, ActOrigin.Operator("test"), Cancellation)).Refused);
            Assert.Equal(1_500m, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);
        }
        finally
        {
            await ChangeAsync("""{"currency":""}""");
        }
    }

    [Fact]
    public async Task A_draft_is_made_anew_when_the_report_the_prices_or_the_accounts_are_others_and_only_then()
    {
        var month = hall.Month(51);
        var drafts = new StatementDrafts(hall.Hall.Guildhall.Database, hall.Hall.Guildhall.Marketplaces);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 10), new ReportedLine(hall.World.AtRoot, 1));
        var seen = await OtherAsync(null, 10);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 20), new ReportedLine(hall.World.AtRoot, 1));
        seen = await OtherAsync(seen, 20);
        await hall.RuleAsync(new() { ["kind"] = "markup", ["percent"] = 50, ["from"] = $"{month}-01", ["until"] = $"{month.Last:yyyy-MM-dd}" });
        seen = await OtherAsync(seen, 30);
        await hall.LabelAsync(hall.World.AtRoot, """{"company":"Birch"}""");
        seen = await OtherAsync(seen, 31.5m);
        await hall.LabelAsync(hall.World.AtRoot, """{"company":null}""");
        seen = await OtherAsync(seen, 30);
        await ChangeAsync("""{"marketplaceMarkup":1}""");
        await OtherAsync(seen, 30);
        await ChangeAsync("""{"marketplaceMarkup":0}""");

        async Task<StatementDraft> OtherAsync(StatementDraft? before, decimal birch)
        {
            var now = drafts.Of(hall.Tenant, month).Value;
            Assert.NotSame(before, now);
            Assert.Same(now, drafts.Of(hall.Tenant, month).Value);
            Assert.Equal(birch, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);
            return now;
        }
    }

    private static IEnumerable<string> Numbers(JsonNode list) => list["statements"]!.AsArray().Select(s => (string)s!["number"]!);

    private async Task<JsonNode> ListAsync(string query)
    {
        var answer = await hall.Billing.GetAsync("/api/v1/billing/statements" + query);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    private async Task<(int Count, decimal Total)> CountAsync(string query)
    {
        var list = await ListAsync(query);
        return ((int)list["count"]!, (decimal?)list["totals"]!["USD"] ?? 0);
    }

    private async Task ChangeAsync(string settings)
    {
        var changed = await hall.Billing.SendAsync(HttpMethod.Patch, $"/api/v1/billing/organizations/{hall.Tenant}/settings", settings);
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
    }
}

public sealed class StatementListOnSqliteTests(SqliteStatementHall hall) : StatementListTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class StatementListOnPostgresTests(PostgresStatementHall hall) : StatementListTests(hall), IClassFixture<PostgresStatementHall>;
