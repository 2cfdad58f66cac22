using System.Net;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Statements and price rules on pages and in commands. vendor-integration.md 15.4, 15.5.</summary>
public abstract class StatementPagesTests(StatementHall hall)
{
    [Fact]
    public async Task A_month_is_closed_and_a_statement_printed_and_sent_by_page()
    {
        var month = hall.Month(18);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 1234.5m), new ReportedLine(hall.World.Ledger, 10, Product: "prod-1", Entity: "AWS Marketplace"), new ReportedLine(hall.World.AtRoot, 7));
        using var ines = await hall.Hall.SignedInAsync("ines@example.com", "BillingManager", hall.World.Management);
        var (_, list) = await ines.GetAsync($"/spend/statements?period={month}");
        Assert.Contains("1,244.50 USD", list, StringComparison.Ordinal);
        Assert.Contains("Unassigned", list, StringComparison.Ordinal);
        var (_, ask) = await ines.GetAsync($"/spend/statements/close?period={month}&organization={hall.Tenant}");
        Assert.Contains("<dt>Statements</dt><dd>1</dd>", ask, StringComparison.Ordinal);
        var (closed, after) = await ines.PostAsync($"/spend/statements/close?period={month}&organization={hall.Tenant}", "/spend/statements/close", ("period", $"{month}"), ("organization", hall.Tenant));
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.Contains("is closed: 1 statement is final.", after, StringComparison.Ordinal);

        var id = (string)(await hall.StatementsAsync(month))["Birch"]["id"]!;
        var (_, print) = await ines.GetAsync($"/spend/statements/{id}/print");
        Assert.Contains($"Statement {month}-0001", print, StringComparison.Ordinal);
        Assert.Contains("<caption>AWS Marketplace</caption>", print, StringComparison.Ordinal);
        Assert.Contains("Cost centre CC 1", print, StringComparison.Ordinal);
        var (_, csv) = await ines.GetAsync($"/spend/statements/{id}/lines.csv");
        Assert.Contains($"{month}-0001,{month},Birch,{hall.World.Ledger}", csv, StringComparison.Ordinal);
        var (_, sent) = await ines.PostAsync($"/spend/statements/{id}", $"/spend/statements/{id}/send");
        Assert.Contains("is sent.", sent, StringComparison.Ordinal);
        Assert.Contains("Mark as paid", sent, StringComparison.Ordinal);
        Assert.Contains("are not billed again", (await ines.GetAsync($"/spend/statements/{id}/void")).Html, StringComparison.Ordinal);
        Assert.Contains("is void.", (await ines.PostAsync($"/spend/statements/{id}/void", $"/spend/statements/{id}/void")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_of_many_accounts_is_shown_fifty_at_a_time_with_its_whole_total_and_printed_whole()
    {
        var month = hall.Month(17);
        await hall.ReportAsync(month, Enumerable.Range(0, 120).Select(n => new ReportedLine($"7000000{n:D5}", 1)));
        using var ines = await hall.Hall.SignedInAsync("ines.many@example.com", "BillingManager", hall.World.Management);
        var id = (string)(await hall.StatementsAsync(month))[""]["id"]!;
        foreach (var (query, first, last, count) in new[] { ("", 0, 49, 50), ("?skip=50", 50, 99, 50), ("?skip=100", 100, 119, 20), ("/print", 0, 119, 120) })
        {
            var (_, html) = await ines.GetAsync($"/spend/statements/{id}{query}");
            Assert.Equal(count, html.Split("<section class=\"box\" aria-labelledby=\"account-").Length - 1);
            Assert.Contains($"id=\"account-7000000{first:D5}\"", html, StringComparison.Ordinal);
            Assert.Contains($"id=\"account-7000000{last:D5}\"", html, StringComparison.Ordinal);
            Assert.Contains("120.00 USD", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_rule_shows_its_effect_before_it_is_saved_and_keeps_what_was_typed()
    {
        await hall.ReportAsync(hall.Month(), new ReportedLine(hall.World.Ledger, 100));
        using var ines = await hall.Hall.SignedInAsync("ines.prices@example.com", "BillingManager", hall.World.Management);
        (string, string)[] form = [("name", "Birch pays more"), ("kind", "markup"), ("percent", "12.5"), ("scope", "everything"), ("target", "company"), ("targetValue", "Birch"), ("from", "2031-01-01")];
        var (wrong, told) = await ines.PostAsync("/spend/prices/new", "/spend/prices/new", [.. form.Where(f => f.Item1 != "percent"), ("percent", "much")]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("A percentage is a number", told, StringComparison.Ordinal);
        Assert.Contains("value=\"Birch pays more\"", told, StringComparison.Ordinal);

        var (_, preview) = await ines.PostAsync("/spend/prices/new", "/spend/prices/new", [.. form, ("act", "preview")]);
        Assert.Contains("+12.50 USD", WebUtility.HtmlDecode(preview), StringComparison.Ordinal);
        Assert.DoesNotContain("Birch pays more", (await ines.GetAsync("/spend/prices")).Html, StringComparison.Ordinal);
        var (_, saved) = await ines.PostAsync("/spend/prices/new", "/spend/prices/new", [.. form, ("act", "save")]);
        Assert.Contains("12.5 % more", saved, StringComparison.Ordinal);
        Assert.Contains("Planned", saved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_make_rules_and_close_months()
    {
        var month = hall.Month(22);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Developer, 100));
        var terminal = hall.Hall.Terminal();
        var rule = await terminal.AnswerAsync("price", "add", "Tiers", "--kind", "tiered", "--tier", "50=10", "--tier", "=5", "--for", "account=" + hall.World.Developer, "--from", $"{month}-01", "--until", $"{month.Last:yyyy-MM-dd}");
        Assert.Equal("tiered", rule[0].GetProperty("kind").GetString());
        Assert.Equal(107.5m, (await terminal.AnswerAsync("statement", "list", "--period", $"{month}"))[0].GetProperty("total").GetDecimal());
        Assert.Equal(1, (await terminal.AnswerAsync("statement", "close", "--period", $"{month}", "--organization", hall.Tenant, "--dry-run")).GetProperty("statements").GetInt32());
        await terminal.AnswerAsync("statement", "close", "--period", $"{month}", "--organization", hall.Tenant);
        var id = (await terminal.AnswerAsync("statement", "list", "--period", $"{month}"))[0].GetProperty("id").GetString()!;
        Assert.Equal("Sent", (await terminal.AnswerAsync("statement", "send", id, "--json")).GetProperty("state").GetString());
        Assert.Equal("Paid", (await terminal.AnswerAsync("statement", "paid", id, "--json")).GetProperty("state").GetString());
        Assert.Equal(1, await terminal.RunAsync("price", "end", rule[0].GetProperty("id").GetString()!));
        using var ines = await hall.Hall.SignedInAsync("ines.names@example.com", "BillingManager", hall.World.Management);
        var whose = $"Account Developer ({hall.World.Developer[..4]}-{hall.World.Developer[4..8]}-{hall.World.Developer[8..]})";
        foreach (var path in new[] { "/spend/prices", "/spend/prices?q=developer", "/spend/prices.csv", $"/spend/prices/{rule[0].GetProperty("id")}" }) Assert.Contains(whose, (await ines.GetAsync(path)).Html, StringComparison.Ordinal);
        Assert.Equal(107.5m, (await terminal.AnswerAsync("statement", "show", id)).GetProperty("statement").GetProperty("total").GetDecimal());
    }
}

public sealed class StatementPagesOnSqliteTests(SqliteStatementHall hall) : StatementPagesTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class StatementPagesOnPostgresTests(PostgresStatementHall hall) : StatementPagesTests(hall), IClassFixture<PostgresStatementHall>;
