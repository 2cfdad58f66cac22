using System.Net;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>What can be done on pages about products that are paid for and not approved: approving, requesting, planning an exit. mission.md M-39.</summary>
public abstract class ExitPagesTests(StatementHall hall)
{
    private const string List = "/spend/products?tab=not-approved";

    private static string Soon => TimeProvider.System.GetUtcNow().AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string CodeOf(string product) => product["prod-".Length..];

    [Fact]
    public async Task What_is_paid_for_and_not_approved_is_approved_where_those_who_pay_are_governed_behind_the_effect()
    {
        var experience = await GovernedAsync();
        await ReportAsync((hall.World.Ledger, HallWorld.A, 70), (hall.World.Developer, HallWorld.A, 5));
        using var iris = await SignedInAsync("iris.approves@example.com", "Administrator", "BillingManager");
        var page = (await iris.GetAsync(List)).Html;
        Assert.Contains($"action=\"/products/{HallWorld.A}/add/review\"", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"experience\" value=\"{experience}\"", page, StringComparison.Ordinal);
        var (_, review) = await iris.PostAsync(List, $"/products/{HallWorld.A}/add/review", ("experience", experience));
        Assert.Contains("Product permissions gained", review, StringComparison.Ordinal);
        var (_, done) = await iris.PostAsync(List, $"/products/{HallWorld.A}/add", ("experience", experience));
        Assert.Contains("Added Alpha Monitor", done, StringComparison.Ordinal);
        Assert.DoesNotContain($"/products/{HallWorld.A}", (await iris.GetAsync(List)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_approve_asks_for_it_and_who_may_neither_is_offered_neither()
    {
        await GovernedAsync();
        await ReportAsync((hall.World.Ledger, HallWorld.C, 70));
        using var rita = await SignedInAsync("rita.asks@example.com", "Buyer", "BillingManager");
        using var otto = await SignedInAsync("otto.reads@example.com", "Auditor");
        var (asks, reads) = ((await rita.GetAsync(List)).Html, (await otto.GetAsync(List)).Html);
        Assert.Contains($"href=\"/requests/new?product={HallWorld.C}\"", asks, StringComparison.Ordinal);
        Assert.Contains("/spend/products/exits/new", asks, StringComparison.Ordinal);
        Assert.DoesNotContain("/add/review", asks, StringComparison.Ordinal);
        Assert.Contains($"/products/{HallWorld.C}", reads, StringComparison.Ordinal);
        Assert.DoesNotContain("/requests/new", reads, StringComparison.Ordinal);
        Assert.DoesNotContain("/spend/products/exits/new", reads, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await otto.GetAsync($"/spend/products/exits/new?product={CodeOf(HallWorld.C)}")).Response.StatusCode);
    }

    [Fact]
    public async Task An_exit_is_planned_seen_beside_its_product_changed_and_ended_by_page()
    {
        await GovernedAsync();
        await ReportAsync((hall.World.Ledger, HallWorld.D, 70), (hall.World.Developer, "prod-unknownware", 5));
        using var ines = await SignedInAsync("ines.exits@example.com", "BillingManager");
        Assert.Contains("No exits planned", (await ines.GetAsync("/spend/products?tab=exits")).Html, StringComparison.Ordinal);
        var form = $"/spend/products/exits/new?product={CodeOf(HallWorld.D)}&organizationId={hall.Tenant}";
        Assert.Contains(WebUtility.HtmlEncode(form), (await ines.GetAsync(List)).Html, StringComparison.Ordinal);
        Assert.Contains("70.00", (await ines.GetAsync(form)).Html, StringComparison.Ordinal);
        (string, string)[] typed = [("product", CodeOf(HallWorld.D)), ("organizationId", hall.Tenant), ("whose", "paying"), ("note", "Replaced by <ours>")];
        var (wrong, told) = await ines.PostAsync(form, "/spend/products/exits/new", [.. typed, ("goneBy", "2001-01-01")]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("A day after today", told, StringComparison.Ordinal);
        Assert.Contains("Replaced by &lt;ours&gt;", told, StringComparison.Ordinal);
        var (made, detail) = await ines.PostAsync(form, "/spend/products/exits/new", [.. typed, ("goneBy", Soon)]);
        Assert.Contains("is planned.", WebUtility.HtmlDecode(detail), StringComparison.Ordinal);
        Assert.Contains("Replaced by &lt;ours&gt;", detail, StringComparison.Ordinal);
        var path = made.RequestMessage!.RequestUri!.AbsolutePath;

        Assert.Equal(path, (await ines.GetAsync(form)).Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Matches($"href=\"{path}\">by {Soon}, ines.exits@example.com<", (await ines.GetAsync(List)).Html);
        Assert.Contains(path, (await ines.GetAsync("/spend/products?tab=exits&q=replaced")).Html, StringComparison.Ordinal);
        Assert.Contains((await ines.GetAsync("/spend/products.csv?tab=not-approved")).Html.Split("\r\n"), l => l.StartsWith(HallWorld.D, StringComparison.Ordinal) && l.Contains($",{Soon},", StringComparison.Ordinal));
        Assert.Contains($"{CodeOf(HallWorld.D)} by name,Planned,{Soon},{hall.World.Ledger},", (await ines.GetAsync("/spend/products.csv?tab=exits")).Html, StringComparison.Ordinal);
        using var otto = await SignedInAsync("otto.exits@example.com", "Auditor");
        Assert.DoesNotContain(path + "/done", (await otto.GetAsync(path)).Html, StringComparison.Ordinal);

        var (stale, changes) = await ines.PostAsync(path + "/edit", path + "/edit", ("goneBy", Soon), ("note", "Mine"), ("version", "9"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("As it is now", changes, StringComparison.Ordinal);
        Assert.Contains("Saved.", (await ines.PostAsync(path + "/edit", path + "/edit", ("goneBy", Soon), ("note", "Ended at AWS"), ("version", "1"))).Html, StringComparison.Ordinal);
        Assert.Contains("The exit is done.", (await ines.PostAsync(path, path + "/done")).Html, StringComparison.Ordinal);
        Assert.Contains("This plan is done", (await ines.PostAsync(List, path + "/cancel")).Html, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(form), (await ines.GetAsync(List)).Html, StringComparison.Ordinal);
    }

    /// <summary>The experience that governs Ledger and the management account, and approves one product alone.</summary>
    private async Task<string> GovernedAsync()
    {
        var marketplace = hall.Hall.Guildhall.Marketplaces.Find(new Guildhall.Domain.TenantId(hall.Tenant))!.Marketplace;
        return marketplace.Experiences.Values.FirstOrDefault(e => e.Name == "Ledgers")?.Id.Value ?? await hall.Administrator.ExperienceAsync("Ledgers", [hall.World.Ledger, hall.World.Management], [HallWorld.B]);
    }

    private Task ReportAsync(params (string Account, string Product, decimal Cost)[] charges) =>
        hall.ReportAsync(hall.Month(-1), charges.Select(c => new ReportedLine(c.Account, c.Cost, Product: CodeOf(c.Product), Entity: BillingEntity.Marketplace, Day: 1)));

    private Task<Browsing> SignedInAsync(string email, params string[] roles) => hall.Hall.SignedInWithAsync(email, hall.World.Management, roles);
}

public sealed class ExitPagesOnSqliteTests(SqliteStatementHall hall) : ExitPagesTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class ExitPagesOnPostgresTests(PostgresStatementHall hall) : ExitPagesTests(hall), IClassFixture<PostgresStatementHall>;
