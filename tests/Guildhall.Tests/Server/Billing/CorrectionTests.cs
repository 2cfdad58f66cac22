using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Billing;
using Guildhall.App.People;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>What becomes of closed months when AWS restates them, or settings change. vendor-integration.md 15.4, 15.5.</summary>
public abstract class CorrectionTests(StatementHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor15_5_A_correction_is_billed_in_the_currency_and_by_the_rate_of_the_month_that_it_corrects()
    {
        var (month, next, last) = (hall.Month(2), hall.Month(1), hall.Month());
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 1_000));
        await RateAsync(month, "USD", 0.92m);
        await RateAsync(next, "USD", 0.95m);
        await ChangeAsync("""{"currency":"EUR"}""");
        try
        {
            await CloseAsync(month);
            await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 0));
            await hall.ReportAsync(next, new ReportedLine(hall.World.Ledger, 100));
            await IsAsync(next, -825m, 0.95m, (95m, null), (-920m, 0.92m));
            await CloseAsync(next);
            var sheet = await IsAsync(next, -825m, 0.95m, (95m, null), (-920m, 0.92m));
            using var ines = await hall.Hall.SignedInAsync("ines.rates@example.com", "BillingManager", hall.World.Management);
            var (_, page) = await ines.GetAsync($"/spend/statements/{sheet["id"]}");
            Assert.Contains($"1 USD is 0.95 EUR for {next}.", page, StringComparison.Ordinal);
            Assert.Contains($"1 USD is 0.92 EUR for {month}.", page, StringComparison.Ordinal);

            // Billed in dollars again, what was billed in euros is corrected in euros, on a statement of its own.
            await ChangeAsync("""{"currency":""}""");
            await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 500));
            await hall.ReportAsync(last, new ReportedLine(hall.World.Developer, 10));
            await IsAsync(last, 460m, 0.92m, (460m, 0.92m));
            Assert.Equal(("USD", 10m), ((string?)(await hall.StatementsAsync(last))["Cedar"]["currency"], (decimal)(await hall.StatementsAsync(last))["Cedar"]["total"]!));

            // A currency that the month had no costs in gets a rate of that month, and keeps it.
            await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 500), new ReportedLine(hall.World.Developer, 1_000, Currency: "JPY"));
            var missing = await hall.CloseAsync(last);
            Assert.Equal((HttpStatusCode.Conflict, "RATE_MISSING"), (missing.Status, missing.Text("code")));
            Assert.Contains($"from JPY to EUR for {month}", missing.Text("message"), StringComparison.Ordinal);
            await RateAsync(month, "JPY", 0.006m);
            await CloseAsync(last);
            await RateAsync(month, "JPY", 9);
            await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 500));
            await hall.ReportAsync(hall.Month(-1), new ReportedLine(hall.World.AtRoot, 1));
            Assert.Equal(-6m, (decimal)(await hall.StatementsAsync(hall.Month(-1)))["Cedar"]["total"]!);
        }
        finally
        {
            await ChangeAsync("""{"currency":""}""");
        }
    }

    [Fact]
    public async Task Vendor15_5_Taking_out_a_usage_type_corrects_nothing_and_its_rule_goes_on_pricing()
    {
        var (month, next) = (hall.Month(11), hall.Month(10));
        ReportedLine[] lines = [new(hall.World.Ledger, 100, UsageType: "BoxUsage:m5.large"), new(hall.World.Ledger, 33.3333333333m, UsageType: "BoxUsage:t3.nano"), new(hall.World.Ledger, 7.7777777777m)];
        await ChangeAsync("""{"usageTypes":["BoxUsage:m5.large"],"markup":12.3457}""");
        try
        {
            await hall.RuleAsync(new() { ["kind"] = "markup", ["percent"] = 100, ["scope"] = "usageType", ["scopeValue"] = "BoxUsage:m5.large", ["from"] = $"{month}-01", ["until"] = $"{next.Last:yyyy-MM-dd}" });
            await hall.ReportAsync(month, lines);
            Assert.Equal(246.19m, (decimal)(await hall.StatementsAsync(month))["Birch"]["total"]!);
            await CloseAsync(month);
            await ChangeAsync("""{"usageTypes":["BoxUsage:t3.nano"]}""");
            await hall.ReportAsync(month, lines);
            await hall.ReportAsync(next, new ReportedLine(hall.World.Ledger, 10, UsageType: "BoxUsage:m5.large"));
            Assert.Equal(20m, (decimal)(await hall.StatementsAsync(next))["Birch"]["total"]!);
            Assert.Equal(0, (int)(await hall.CloseAsync(next, dryRun: true)).Json["corrections"]!);
        }
        finally
        {
            await ChangeAsync("""{"usageTypes":[],"markup":0}""");
        }
    }

    [Fact]
    public async Task Vendor15_4_A_fee_needs_a_line_in_its_scope_and_a_service_is_for_its_days_also_when_the_month_is_closed()
    {
        var (month, next) = (hall.Month(15), hall.Month(14));
        string[] days = [$"{month}-20", $"{next.Last:yyyy-MM-dd}"];
        await hall.RuleAsync(new() { ["kind"] = "fixedFee", ["fee"] = 7, ["currency"] = "USD", ["scope"] = "service", ["scopeValue"] = "AmazonEC2", ["from"] = $"{month}-01", ["until"] = days[1] });
        await hall.RuleAsync(new() { ["kind"] = "managedService", ["percent"] = 10, ["from"] = days[0], ["until"] = days[1] });
        ReportedLine[] lines = [new(hall.World.Ledger, 100), new(hall.World.Ledger, 50, Day: 20), new(hall.World.Developer, 30, Product: "AmazonS3", Day: 19), new(hall.World.Developer, 60, Product: "AmazonS3", Day: 25)];
        await hall.ReportAsync(month, lines);
        Assert.Equal([("Birch", 162m), ("Cedar", 96m)], (await hall.StatementsAsync(month)).Select(s => (s.Key, (decimal)s.Value["total"]!)).Order());

        await CloseAsync(month);
        await hall.ReportAsync(month, [.. lines, new(hall.World.Ledger, 1, Day: 21)]);
        await hall.ReportAsync(next, new ReportedLine(hall.World.AtRoot, 1, Product: "AmazonS3"));
        var corrections = await hall.StatementsAsync(next);
        Assert.Equal([("", 1.1m), ("Birch", 1.1m)], corrections.Select(s => (s.Key, (decimal)s.Value["total"]!)).Order());
        await CloseAsync(next);
    }

    [Fact]
    public async Task F51_Lines_that_were_not_understood_are_told_wherever_their_sums_are()
    {
        var month = hall.Month(19);
        await hall.ReportAsync(month, [.. Enumerable.Range(0, 1_200).Select(_ => new ReportedLine(hall.World.Ledger, 1)), new ReportedLine(hall.World.Ledger, 1, Currency: "XXX")]);
        var id = (string)(await hall.StatementsAsync(month))["Birch"]["id"]!;
        Assert.Equal(1, (int)(await hall.Billing.GetAsync($"/api/v1/billing/statements/{id}")).Json["quarantined"]!);
        Assert.Equal(1, (int)(await hall.CloseAsync(month, dryRun: true)).Json["quarantined"]!);
        Assert.Equal(1, (int)(await hall.Billing.GetAsync($"/api/v1/spend?from={month}&to={month}")).Json["quarantined"]!);
        using var ines = await hall.Hall.SignedInAsync("ines.left.out@example.com", "BillingManager", hall.World.Management);
        foreach (var page in new[] { $"/spend/statements/{id}", $"/spend/statements/close?period={month}&organization={hall.Tenant}", $"/spend?from={month}&to={month}" })
            Assert.Contains("1 line of the report was not understood and is", (await ines.GetAsync(page)).Html, StringComparison.Ordinal);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var told = (await db.Events.Where(e => e.Type == "Report Loaded").Select(e => e.Body).ToListAsync(Cancellation)).Select(b => JsonNode.Parse(b)!["detail"]!).Single(d => (string?)d["period"] == $"{month}");
        Assert.Equal(1, (int)told["quarantined"]!);
    }

    [Fact]
    public async Task Vendor17_A_month_is_closed_and_a_statement_sent_once_under_a_key()
    {
        var month = hall.Month(21);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 1), new ReportedLine(hall.World.AtRoot, 2));
        Assert.Equal(2m, (decimal)(await TwiceAsync("close", $$"""{"period":"{{month}}","organizationId":"{{hall.Tenant}}"}"""))["unassigned"]!["USD"]!);
        var id = (await hall.StatementsAsync(month))["Birch"]["id"];
        Assert.Equal("Sent", (string?)(await TwiceAsync($"{id}/send", "{}"))["statement"]!["state"]);
        Assert.Equal("Paid", (string?)(await TwiceAsync($"{id}/paid", "{}"))["statement"]!["state"]);

        async Task<JsonNode> TwiceAsync(string act, string body)
        {
            var first = await hall.Billing.SendAsync(HttpMethod.Post, "/api/v1/billing/statements/" + act, body, null, "once-" + act);
            var again = await hall.Billing.SendAsync(HttpMethod.Post, "/api/v1/billing/statements/" + act, body, null, "once-" + act);
            Assert.Equal((HttpStatusCode.OK, first.Body), (again.Status, again.Body));
            return first.Json;
        }
    }

    /// <summary>Birch's statement or draft, and what its lines are billed and by which rate.</summary>
    private async Task<JsonNode> IsAsync(BillingMonth month, decimal total, decimal rate, params (decimal Billed, decimal? Rate)[] lines)
    {
        var sheet = (await hall.Billing.GetAsync($"/api/v1/billing/statements/{(await hall.StatementsAsync(month))["Birch"]["id"]}")).Json;
        Assert.Equal((total, rate, "EUR"), ((decimal)sheet["statement"]!["total"]!, (decimal)sheet["statement"]!["rate"]!, (string?)sheet["statement"]!["currency"]));
        Assert.Equal(lines, sheet["lines"]!.AsArray().Select(l => ((decimal)l!["billed"]!, (decimal?)l["rate"])));
        return sheet["statement"]!;
    }

    private async Task CloseAsync(BillingMonth month)
    {
        var closed = await hall.CloseAsync(month);
        Assert.True(closed.Status == HttpStatusCode.OK, closed.Body);
    }

    private async Task ChangeAsync(string settings)
    {
        var changed = await hall.Billing.SendAsync(HttpMethod.Patch, $"/api/v1/billing/organizations/{hall.Tenant}/settings", settings);
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
    }

    private async Task RateAsync(BillingMonth month, string from, decimal rate) =>
        Assert.False((await hall.Hall.Guildhall.ExchangeRates.SetAsync(BillingReach.Operator, month, new ExchangeRate(from, "EUR", rate), ActOrigin.Operator("test"), Cancellation)).Refused);
}

public sealed class CorrectionOnSqliteTests(SqliteStatementHall hall) : CorrectionTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class CorrectionOnPostgresTests(PostgresStatementHall hall) : CorrectionTests(hall), IClassFixture<PostgresStatementHall>;
