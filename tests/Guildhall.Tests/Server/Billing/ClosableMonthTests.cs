using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Whoever bills by statements is reminded of months that may be closed. vendor-integration.md 15.5.</summary>
public abstract class ClosableMonthTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task Vendor15_5_The_dashboard_reminds_of_a_month_that_may_be_closed_until_it_is()
    {
        var way = $"/spend/statements/close?period={October}&amp;organization={Tenant}";
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await IngestAsync();
        using var ines = await Hall.SignedInWithAsync("ines@example.com", World.Management, "Administrator", "BillingManager");
        using var ada = await Hall.SignedInAsync("ada@example.com", "Administrator", World.Management);
        Assert.DoesNotContain(way, (await ines.GetAsync("/console")).Html, StringComparison.Ordinal);

        // A rule says that the organization bills by statements.
        var billing = await Hall.CallerAsync(World.Management, "closer", "GuildhallBilling");
        var rule = await billing.PostAsync("/api/v1/billing/prices", new { name = "All", kind = "markup", percent = 1, target = "organization", targetValue = Tenant, from = $"{October}-01" });
        Assert.True(rule.Status == HttpStatusCode.Created, rule.Body);
        Assert.Contains(way, (await ines.GetAsync("/console")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(way, (await ada.GetAsync("/console")).Html, StringComparison.Ordinal);

        Assert.Contains("is closed", (await ines.PostAsync(WebUtility.HtmlDecode(way), "/spend/statements/close", ("period", October), ("organization", Tenant))).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(way, (await ines.GetAsync("/console")).Html, StringComparison.Ordinal);
    }
}

public sealed class ClosableMonthOnSqliteTests() : ClosableMonthTests(null);

[Trait("Ring", "Postgres")]
public sealed class ClosableMonthOnPostgresTests(PostgresServer server) : ClosableMonthTests(new PostgresDatabase(server));
