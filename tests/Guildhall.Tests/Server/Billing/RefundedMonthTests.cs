using System.Globalization;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>What AWS adds to months that have long been closed. aws-operations.md C.4, C.7; vendor-integration.md 15.5.</summary>
public abstract class RefundedMonthTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    [Fact(Timeout = 300_000)]
    public async Task C7_A_refund_on_a_month_that_is_five_back_is_read_and_tells_what_it_changed()
    {
        var (now, later) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddMonths(6));
        await ControlAsync("clock", new { advance = $"{(int)(new DateTimeOffset(later.Year, later.Month, 15, 0, 0, 0, TimeSpan.Zero) - now).TotalDays}d" });
        await ControlAsync("reports", new { accountId = World.Management, months = 5 });
        await FetchAsync();
        var old = later.AddMonths(-5);
        var month = (old.Year * 100) + old.Month;
        var before = Assert.Single(await RunsAsync(), r => r.Month == month);

        await ControlAsync("charges", new { accountId = World.Ledger, kind = "refund", amount = 75, day = old.ToString("yyyy-MM-15", CultureInfo.InvariantCulture) });
        // AWS delivers it with the next day's report.
        await ControlAsync("clock", new { advance = "2d" });
        await FetchAsync();

        var again = Assert.Single(await RunsAsync(), r => r.Month == month && r.Number != before.Number);
        Assert.Equal((ReportLoadState.InForce, -75m), (again.State, ReportDifference.Read(again.Difference!).Totals.Sum(t => t.After - t.Before)));
        Assert.Equal([(month, 2), ((later.Year * 100) + later.Month, 2)], (await RunsAsync()).GroupBy(r => r.Month).Where(g => g.Count() > 1).Select(g => (g.Key, g.Count())).Order());
    }

    private async Task FetchAsync()
    {
        var fetched = await Guildhall.ReportFetches.FetchAsync(Tenant, null, Somebody, Cancellation);
        Assert.False(fetched.Refused, fetched.Refused ? fetched.Problems[0].Message : "");
        Assert.All(fetched.Value, m => Assert.Null(m.Problem));
    }
}

public sealed class RefundedMonthOnSqliteTests() : RefundedMonthTests(null);

[Trait("Ring", "Postgres")]
public sealed class RefundedMonthOnPostgresTests(PostgresServer server) : RefundedMonthTests(new PostgresDatabase(server));
