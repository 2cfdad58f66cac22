using System.Globalization;
using System.Net;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Spend;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Server.Ui;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Spend beside the decision, on pages that are about something else. mission.md M-39, design/ui.md 5.</summary>
public abstract class SpendBesideTests(SpendBesideHall hall)
{
    private const string BeingRead = "The billing reports are being read";

    private BillingMonth Newest => hall.Month(-1);

    [Fact]
    public async Task M39_A_products_page_shows_what_it_costs_the_organization_to_whom_sees_spend_and_nothing_of_it_to_others()
    {
        using var amara = await hall.Hall.SignedInAsync("amara.product@example.com", "Administrator", hall.World.Management);
        var page = await ReadAsync(amara, $"/products/{HallWorld.A}");
        foreach (var (title, figure) in new[] { ($"{Newest}, so far", "70.00 USD"), ($"{Newest.Plus(-1)}", "45.50"), ($"{Newest.Plus(-3)} to {Newest}", "123.50"), ("Accounts that paid", "2") })
            Assert.Contains($"<dt>{title}</dt><dd>{figure}</dd>", page, StringComparison.Ordinal);
        Assert.Contains($"<title>{Newest.Plus(-2)}: 0.00 USD</title>", page, StringComparison.Ordinal);
        Assert.Matches($"""<th scope="row">{Newest.Plus(-1)}</th>\s*<td [^>]*>45.50</td>\s*<td [^>]*>2</td>""", page);
        Assert.Contains("/spend?by=account&product=aaaaaaaaaaaaa", page, StringComparison.Ordinal);
        Assert.Contains("45.50", (await amara.GetAsync("/spend?by=account&product=aaaaaaaaaaaaa")).Html, StringComparison.Ordinal);
        Assert.Contains($"No account was billed for this product in {Newest.Plus(-3)} to {Newest}.", await ReadAsync(amara, $"/products/{HallWorld.C}"), StringComparison.Ordinal);

        foreach (var (role, account) in new[] { ("Buyer", hall.World.Developer), ("Approver", hall.World.Management), ("Administrator", hall.World.Developer), ("Auditor", hall.World.Ledger) })
        {
            using var other = await hall.Hall.SignedInAsync($"{role}.{account}@example.com".ToLowerInvariant(), role, account);
            var (response, html) = await other.GetAsync($"/products/{HallWorld.A}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("id=\"spend\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("45.50", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/spend", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S23_What_another_organization_pays_is_not_told_and_a_manager_sees_all()
    {
        using var birk = await hall.Hall.SignedInAsync("birk.product@example.com", "Administrator", hall.World.Standalone);
        Assert.Contains("No billing report has been read yet.", await ReadAsync(birk, $"/products/{HallWorld.A}"), StringComparison.Ordinal);
        using var maya = await hall.Hall.SignedInAsync("maya.product@example.com", Role.MarketplaceManager, "");
        Assert.Contains("70.00 USD", await ReadAsync(maya, $"/products/{HallWorld.A}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M39_An_approver_who_sees_spend_reads_what_the_product_costs_already_and_in_the_requesters_account()
    {
        using var dana = await hall.Hall.SignedInAsync("dana.request@example.com", "Buyer", hall.World.Developer);
        var asked = await RequestHall.AskAsync(dana, HallWorld.B, "More of it");
        var nothing = await RequestHall.AskAsync(dana, HallWorld.D, "Something new");
        using var amara = await hall.Hall.SignedInAsync("amara.request@example.com", "Administrator", hall.World.Management);
        var page = await ReadAsync(amara, $"/console/requests/{asked}");
        Assert.Matches("""Ledger Sync</a></th>\s*<td [^>]*>4.00 USD</td>\s*<td [^>]*>16.00 USD</td>\s*<td [^>]*>20.00 USD</td>\s*<td [^>]*>2</td>\s*<td [^>]*>16.00 USD</td>""", page);
        Assert.Contains("No account was billed for this product", await ReadAsync(amara, $"/console/requests/{nothing}"), StringComparison.Ordinal);
        var inbox = WebUtility.HtmlDecode((await amara.GetAsync("/console/requests")).Html);
        Assert.Contains("""<td data-label="Cost in 12 months" class="number">20.00 USD</td>""", inbox, StringComparison.Ordinal);
        Assert.Contains("""<td data-label="Cost in 12 months" class="number">–</td>""", inbox, StringComparison.Ordinal);

        using var olu = await hall.Hall.SignedInAsync("olu.request@example.com", "Approver", hall.World.Management);
        foreach (var path in new[] { $"/console/requests/{asked}", "/console/requests" })
        {
            var (response, html) = await olu.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("20.00 USD", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Cost in 12 months", html, StringComparison.Ordinal);
        }
    }

    /// <summary>Developer is governed by an experience that approves A alone; Ledger by nothing.</summary>
    [Fact]
    public async Task M39_An_experience_and_the_dashboard_show_spend_inside_and_outside_the_list()
    {
        using var amara = await hall.Hall.SignedInAsync("amara.list@example.com", "Administrator", hall.World.Management);
        var page = await ReadAsync(amara, $"/console/experiences/{hall.Experience}");
        Assert.Matches("""Approved</span></th>\s*<td [^>]*>70.00</td>\s*<td [^>]*>40.00</td>""", page);
        Assert.Matches("""Not approved</span></th>\s*<td [^>]*>0.00</td>\s*<td [^>]*>16.00</td>""", page);
        Assert.Matches("""Not in the catalogue</span></th>\s*<td [^>]*>9.00</td>\s*<td [^>]*>0.00</td>""", page);
        var outside = $"/spend/products?tab=not-approved&organizationId={hall.Tenant}&experience={hall.Experience}";
        Assert.Contains(outside, page, StringComparison.Ordinal);

        var list = WebUtility.HtmlDecode((await amara.GetAsync(outside)).Html);
        Assert.Contains("Ledger Sync", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Alpha Monitor", list, StringComparison.Ordinal);
        Assert.Contains("<dt>Not approved today</dt><dd>16.00</dd>", list, StringComparison.Ordinal);
        Assert.Contains("135.00 USD", list, StringComparison.Ordinal);
        var csv = (await amara.GetAsync($"/spend/products.csv?organizationId={hall.Tenant}&experience=(none)")).Html;
        Assert.Contains($",{hall.World.Ledger},", csv, StringComparison.Ordinal);
        Assert.DoesNotContain($",{hall.World.Developer},", csv, StringComparison.Ordinal);

        var dashboard = await ReadAsync(amara, "/console");
        Assert.Contains($"""<dt>Approved spend, {Newest}, so far</dt><dd class="big">70.00 """, dashboard, StringComparison.Ordinal);
        Assert.Contains($"""/spend/products?tab=not-approved&organizationId={hall.Tenant}">0.00</a>""", dashboard, StringComparison.Ordinal);
        using var olu = await hall.Hall.SignedInAsync("olu.list@example.com", "Approver", hall.World.Management);
        foreach (var path in new[] { "/console", $"/console/experiences/{hall.Experience}" }) Assert.DoesNotContain("70.00", (await olu.GetAsync(path)).Html, StringComparison.Ordinal);
    }

    /// <summary>What is shown is what budgets count: Developer has 70 + 9 of AWS Marketplace and 12 of AWS.</summary>
    [Fact]
    public async Task An_accounts_page_shows_month_to_date_and_forecast_with_and_without_a_budget_AWS_and_Marketplace_apart()
    {
        using var amara = await hall.Hall.SignedInAsync("amara.account@example.com", "Administrator", hall.World.Management);
        var path = $"/admin/accounts/{hall.World.Developer}";
        var page = WebUtility.HtmlDecode((await amara.GetAsync(path)).Html);
        Assert.Matches("""Month to date</th>\s*<td [^>]*>12.00</td>\s*<td [^>]*>79.00</td>\s*<td [^>]*><strong>91.00</strong></td>""", page);
        Assert.DoesNotContain(">Budget</a>", page, StringComparison.Ordinal);
        var made = await hall.Billing.PostAsync("/api/v1/billing/budgets", new { name = "Developer", target = "account", targetValue = hall.World.Developer, amount = 500 });
        var budget = (await hall.Billing.GetAsync($"/api/v1/billing/budgets/{made.Json["budget"]!["id"]}")).Json["budget"]!;
        page = WebUtility.HtmlDecode((await amara.GetAsync(path)).Html);
        var forecast = decimal.Parse(budget["forecast"]!.ToString(), CultureInfo.InvariantCulture).ToString("#,##0.00", CultureInfo.InvariantCulture);
        Assert.Matches($"""Forecast</th>\s*<td [^>]*>12.00</td>\s*<td [^>]*>[0-9,.]+</td>\s*<td [^>]*><strong>{forecast}</strong></td>""", page);
        Assert.Matches("""Budget</a></th>\s*<td></td>\s*<td></td>\s*<td [^>]*><strong>500.00</strong></td>""", page);
        Assert.Contains("18 % of the budget", page, StringComparison.Ordinal);

        using var olu = await hall.Hall.SignedInAsync("olu.account@example.com", "Approver", hall.World.Management);
        Assert.DoesNotContain("91.00", (await olu.GetAsync(path)).Html, StringComparison.Ordinal);
        await hall.Billing.SendAsync(HttpMethod.Delete, $"/api/v1/billing/budgets/{made.Json["budget"]!["id"]}", "");
    }

    /// <summary>Another process on the same database that has read nothing and has no loops: what waits reads, what does not wait says so.</summary>
    [Fact]
    public async Task What_is_not_read_yet_is_not_waited_for()
    {
        await using var other = await Installation.OpenAsync(hall.Hall.Guildhall.Options, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        other.Marketplaces.Publish(HallWorld.Catalogue);
        var (reach, product) = (new BillingReach(hall.Tenant), new ProductId(HallWorld.A));
        var view = other.Marketplaces.Find(new TenantId(hall.Tenant))!;
        Assert.Null(other.ProductSpends.Find(reach, [product]));
        Assert.Null(other.ProductSpends.Sums(reach, [product]));
        Assert.Null(other.ApprovedSpends.Find(view, experience: null));
        _ = other.SpendQueries.Of(reach, new SpendWish()).Value;
        Assert.Equal("123.5", $"{other.ProductSpends.Find(reach, [product])![product].Sum}");
        Assert.Equal("70", $"{other.ApprovedSpends.Find(view, experience: null)![UseStanding.Approved].Newest}");
    }

    /// <summary>A page as its readers have it once the reports are read.</summary>
    private static async Task<string> ReadAsync(Browsing reader, string path)
    {
        for (var tries = 0; ; tries++)
        {
            var (response, html) = await reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            if (!html.Contains(BeingRead, StringComparison.Ordinal)) return WebUtility.HtmlDecode(html);
            Assert.True(tries < 300, html);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}

public sealed class SpendBesideOnSqliteTests(SqliteSpendBesideHall hall) : SpendBesideTests(hall), IClassFixture<SqliteSpendBesideHall>;

[Trait("Ring", "Postgres")]
public sealed class SpendBesideOnPostgresTests(PostgresSpendBesideHall hall) : SpendBesideTests(hall), IClassFixture<PostgresSpendBesideHall>;
