using System.Net;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Spend of organizations of which no report has been read.</summary>
public abstract class SpendWithoutReportTests(StatementHall hall)
{
    [Fact]
    public async Task Before_the_first_report_spend_is_nothing_and_questions_are_judged_all_the_same()
    {
        var answer = await hall.Billing.GetAsync("/api/v1/spend?currency=USD");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Assert.Null(answer.Json["currency"]);
        Assert.Equal("0", (string?)answer.Json["sum"]!["total"]);
        Assert.Equal(HttpStatusCode.OK, (await hall.Billing.GetAsync("/api/v1/spend?from=2026-01")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await hall.Billing.GetAsync("/api/v1/spend?from=2026-10&to=2026-09")).Status);
        using var ines = await hall.Hall.SignedInAsync("ines@example.com", "BillingManager", hall.World.Management);
        foreach (var path in new[] { "/spend", "/spend/products" }) Assert.Contains("No report yet", (await ines.GetAsync(path)).Html, StringComparison.Ordinal);
    }
}

public sealed class SpendWithoutReportOnSqliteTests(SqliteStatementHall hall) : SpendWithoutReportTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class SpendWithoutReportOnPostgresTests(PostgresStatementHall hall) : SpendWithoutReportTests(hall), IClassFixture<PostgresStatementHall>;
