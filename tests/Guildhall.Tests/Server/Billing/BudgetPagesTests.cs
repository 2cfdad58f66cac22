using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Budgets on pages. vendor-integration.md 15.6.</summary>
public abstract partial class BudgetPagesTests(StatementHall hall)
{
    private BillingMonth Present => hall.Month(-1);

    [Fact]
    public async Task A_budget_is_made_looked_at_changed_allowed_and_removed_by_page()
    {
        using var ines = await hall.Hall.SignedInAsync("ines.budgets@example.com", "BillingManager", hall.World.Management);
        Assert.Contains("No budgets yet", (await ines.GetAsync("/spend/budgets")).Html, StringComparison.Ordinal);
        (string, string)[] form = [("name", "Ledger & Co"), ("target", "account"), ("targetValue", hall.World.Ledger), ("amount", "100"), ("currency", "USD"), ("action", "requireApproval")];
        var (wrong, told) = await ines.PostAsync("/spend/budgets/new", "/spend/budgets/new", [.. form.Where(f => f.Item1 != "amount"), ("amount", "much")]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("A budget is a number", told, StringComparison.Ordinal);
        Assert.Contains("value=\"Ledger &amp; Co\"", told, StringComparison.Ordinal);
        var (_, made) = await ines.PostAsync("/spend/budgets/new", "/spend/budgets/new", form);
        Assert.Contains("No report", made, StringComparison.Ordinal);

        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 120));
        var (_, list) = await ines.GetAsync("/spend/budgets?state=over&q=ledger");
        Assert.Contains("aria-label=\"120 % spent, forecast 120 %\"", list, StringComparison.Ordinal);
        Assert.Contains("120.00 USD", list, StringComparison.Ordinal);
        Assert.Matches($"Account {hall.Hall.Guildhall.Marketplaces.NameOf(new AccountId(hall.World.Ledger))}\\s*<span class=\"id\">", list);
        Assert.Contains("Nothing found", (await ines.GetAsync("/spend/budgets?state=within")).Html, StringComparison.Ordinal);
        Assert.Contains($",Account,{hall.World.Ledger},{hall.Tenant},{Present},Over budget,120", (await ines.GetAsync("/spend/budgets.csv")).Html, StringComparison.Ordinal);
        var id = (string)(await hall.Billing.GetAsync("/api/v1/billing/budgets")).Json["budgets"]!.AsArray().Single()!["id"]!;
        var path = $"/spend/budgets/{id}";
        Assert.Equal(["100 % forecast", "100 %", "80 %", "50 %"], TellStep().Matches((await ines.GetAsync(path)).Html).Select(m => m.Groups[1].Value));
        using var amara = await hall.Hall.SignedInAsync("amara.budgets@example.com", "Auditor", hall.World.Management);
        Assert.Contains("120 %", (await amara.GetAsync($"/admin/accounts/{hall.World.Ledger}")).Html, StringComparison.Ordinal);

        Assert.Contains("Purchases are allowed", (await ines.PostAsync(path, path + "/allow")).Html, StringComparison.Ordinal);
        Assert.Contains("Purchases are allowed this month by ines.budgets@example.com", (await ines.GetAsync(path)).Html, StringComparison.Ordinal);
        (string, string)[] edit = [("name", "Ledger"), ("amount", "200"), ("currency", "USD"), ("action", "notify")];
        var (stale, changes) = await ines.PostAsync(path + "/edit", path + "/edit", [.. edit, ("version", "1")]);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("As it is now: Ledger &amp; Co, 100.00 USD", changes, StringComparison.Ordinal);
        var (_, saved) = await ines.PostAsync(path + "/edit", path + "/edit", [.. edit, ("version", "2")]);
        Assert.Contains("Within budget", saved, StringComparison.Ordinal);
        Assert.Contains("60 %", saved, StringComparison.Ordinal);
        Assert.Contains("<strong>Ledger</strong> is told of no more", (await ines.GetAsync(path + "/remove")).Html, StringComparison.Ordinal);
        Assert.Contains("Ledger is removed.", (await ines.PostAsync(path + "/remove", path + "/remove")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accounts_page_leads_to_its_first_budget_and_a_manager_says_whose_company_it_is()
    {
        using var ines = await hall.Hall.SignedInAsync("ines.first@example.com", "BillingManager", hall.World.Management);
        using var maya = await hall.Hall.SignedInAsync("maya.budgets@example.com", Role.MarketplaceManager, "");
        var address = $"/spend/budgets/new?account={hall.World.Delegated}";
        Assert.Contains(address, (await maya.GetAsync($"/admin/accounts/{hall.World.Delegated}")).Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{hall.World.Delegated}\"", (await ines.GetAsync(address)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("organizationId", (await ines.GetAsync(address)).Html, StringComparison.Ordinal);
        Assert.Contains("name=\"organizationId\"", (await maya.GetAsync(address)).Html, StringComparison.Ordinal);
        (string, string)[] form = [("name", "First"), ("target", "account"), ("targetValue", hall.World.Delegated), ("organizationId", hall.Tenant), ("amount", "100"), ("currency", "USD"), ("action", "requireApproval")];
        await maya.PostAsync("/spend/budgets/new", "/spend/budgets/new", form);
        Assert.DoesNotContain(address, (await maya.GetAsync($"/admin/accounts/{hall.World.Delegated}")).Html, StringComparison.Ordinal);
        var path = "/spend/budgets/" + (string)(await hall.Billing.GetAsync($"/api/v1/billing/budgets?q={hall.World.Delegated}")).Json["budgets"]!.AsArray().Single()!["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await hall.Billing.SendAsync(HttpMethod.Delete, "/api/v1/billing/budgets/" + path.Split('/')[^1], "")).Status);
    }

    [Fact]
    public async Task Who_only_reads_spend_sees_budgets_and_changes_none()
    {
        var made = await hall.Billing.PostAsync("/api/v1/billing/budgets", new { name = "Seen", target = "account", targetValue = hall.World.AtRoot, amount = 5 });
        var path = $"/spend/budgets/{made.Json["budget"]!["id"]}";
        using var otto = await hall.Hall.SignedInAsync("otto.budgets@example.com", "Auditor", hall.World.Management);
        Assert.DoesNotContain("Add a budget", (await otto.GetAsync("/spend/budgets")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(path + "/edit", (await otto.GetAsync(path)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await otto.GetAsync(path + "/edit")).Response.StatusCode);
        await hall.Billing.SendAsync(HttpMethod.Delete, "/api/v1/billing/budgets/" + path.Split('/')[^1], "");
    }

    [GeneratedRegex("""<th scope="row">(\d+ %[^<]*)</th>""")]
    private static partial Regex TellStep();
}

public sealed class BudgetPagesOnSqliteTests(SqliteStatementHall hall) : BudgetPagesTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class BudgetPagesOnPostgresTests(PostgresStatementHall hall) : BudgetPagesTests(hall), IClassFixture<PostgresStatementHall>;
