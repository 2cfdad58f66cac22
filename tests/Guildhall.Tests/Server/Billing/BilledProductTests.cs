using System.Net;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Products in the bill beside what is decided about them. mission.md M-39.</summary>
public abstract class BilledProductTests(StatementHall hall)
{
    [Fact]
    public async Task M39_What_is_paid_for_stands_beside_whether_it_is_approved_and_agreed()
    {
        var product = hall.Hall.Guildhall.Marketplaces.Catalogue.Products.First(p => !p.IsPrivate);
        var month = hall.Month(-1);
        await hall.ReportAsync(
            month, new ReportedLine(hall.World.Ledger, 70, Product: product.Id.Value["prod-".Length..], Entity: BillingEntity.Marketplace, Day: 1), new ReportedLine(hall.World.Developer, 30, Product: "5hnnevunknown", Entity: BillingEntity.Marketplace, Day: 1),
            new ReportedLine(hall.World.Ledger, 500, Day: 1));
        using var ines = await hall.Hall.SignedInAsync("ines.products@example.com", "BillingManager", hall.World.Management);
        var page = WebUtility.HtmlDecode((await ines.GetAsync("/spend/products")).Html);
        Assert.Contains($"<a href=\"/products/{product.Id}\">{product.Title}</a>", page, StringComparison.Ordinal);
        Assert.Contains("5hnnevunknown by name", page, StringComparison.Ordinal);
        Assert.Contains("100.00 USD", page, StringComparison.Ordinal);
        Assert.DoesNotContain("570.00", page, StringComparison.Ordinal);
        Assert.Contains("Not in the catalogue", page, StringComparison.Ordinal);

        var csv = (await ines.GetAsync("/spend/products.csv")).Html.Split("\r\n");
        Assert.Contains(csv, l => l.StartsWith($"{product.Id},", StringComparison.Ordinal) && l.EndsWith(",70,USD,NotGoverned,,,", StringComparison.Ordinal));
        Assert.Contains(csv, l => l.StartsWith(",5hnnevunknown,", StringComparison.Ordinal) && l.EndsWith(",30,USD,NotInCatalogue,,,", StringComparison.Ordinal));
        Assert.DoesNotContain($"/products/{product.Id}", (await ines.GetAsync("/spend/products?tab=not-approved")).Html, StringComparison.Ordinal);
        Assert.Contains($"/products/{product.Id}", (await ines.GetAsync("/spend/products?tab=without-agreement")).Html, StringComparison.Ordinal);
        Assert.Contains("Nothing unused", (await ines.GetAsync("/spend/products?tab=unused")).Html, StringComparison.Ordinal);
        Assert.Contains("Nothing bought twice", (await ines.GetAsync("/spend/products?tab=repeated")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync("/spend/products?organizationId=o-another000")).Response.StatusCode);
    }
}

public sealed class BilledProductOnSqliteTests(SqliteStatementHall hall) : BilledProductTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class BilledProductOnPostgresTests(PostgresStatementHall hall) : BilledProductTests(hall), IClassFixture<PostgresStatementHall>;
