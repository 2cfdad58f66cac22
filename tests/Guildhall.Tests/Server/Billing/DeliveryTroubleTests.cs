using System.Net;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>That AWS cannot deliver a report is told by its own word, not by its silence. vendor-integration.md 15.2; aws-operations.md C.2.</summary>
public abstract class DeliveryTroubleTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const string Others = """{"Version":"2012-10-17","Statement":[{"Sid":"Console","Effect":"Allow","Principal":{"Service":"somebody.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::daily-billing-report-ACCOUNT/*"}]}""";

    private Browsing _ines = null!;

    private string Foreign => Others.Replace("ACCOUNT", World.Management, StringComparison.Ordinal);

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_2_What_AWS_says_of_its_last_delivery_is_shown_and_told_once_until_it_is_mended()
    {
        await Bucket.PutPolicyAsync(Foreign);
        await ControlAsync("clock", new { advance = "1d" });
        await LookAsync(nextDay: true);
        Assert.Contains("may not write its report to bucket daily-billing-report-", await ShownAsync(), StringComparison.Ordinal);
        Assert.Contains("(ERROR_PERMISSIONS)", await ShownAsync(), StringComparison.Ordinal);
        Assert.Equal(["Report Failed"], await EventsAsync());

        // It is mended, and asked for once a day.
        await Bucket.PutPolicyAsync(null);
        await ControlAsync("clock", new { advance = "1d" });
        await LookAsync(nextDay: false);
        Assert.Contains("(ERROR_PERMISSIONS)", await ShownAsync(), StringComparison.Ordinal);
        await LookAsync(nextDay: true);
        Assert.DoesNotContain("class=\"banner\"", await ShownAsync(), StringComparison.Ordinal);
        Assert.Single(await EventsAsync(), "Report Failed");
    }

    [Fact(Timeout = 120_000)]
    public async Task C2_A_policy_that_was_replaced_is_told_before_AWS_fails_to_deliver()
    {
        await LookAsync(nextDay: true);
        Assert.DoesNotContain("no longer the one that lets AWS deliver", await ShownAsync(), StringComparison.Ordinal);
        await Bucket.PutPolicyAsync(Foreign);
        for (var day = 0; day < 2; day++) await LookAsync(nextDay: true);

        Assert.Contains("no longer the one that lets AWS deliver", await ShownAsync(), StringComparison.Ordinal);
        Assert.Equal(["Report Failed"], await EventsAsync());
        Assert.NotNull(Assert.Single(await Guildhall.ReportStandings.ListAsync(Tenant, Cancellation)).Trouble);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_2_A_bucket_that_is_gone_is_told_as_AWS_says_it()
    {
        await Bucket.DeleteBucketAsync();
        await ControlAsync("clock", new { advance = "1d" });
        await LookAsync(nextDay: true);
        Assert.Contains("(ERROR_NO_BUCKET)", await ShownAsync(), StringComparison.Ordinal);
    }

    private async Task LookAsync(bool nextDay)
    {
        await using (var db = Guildhall.Database.Open())
        {
            var watch = await db.ReportWatches.SingleAsync(w => w.TenantId == Tenant, Cancellation);
            (watch.Due, watch.AskedAt) = (default, nextDay ? watch.AskedAt?.AddHours(-25) : watch.AskedAt);
            await db.SaveChangesAsync(Cancellation);
        }

        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
    }

    private async Task<string> ShownAsync()
    {
        var (response, html) = await _ines.GetAsync("/spend/runs");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WebUtility.HtmlDecode(html);
    }
}

public sealed class DeliveryTroubleOnSqliteTests() : DeliveryTroubleTests(null);

[Trait("Ring", "Postgres")]
public sealed class DeliveryTroubleOnPostgresTests(PostgresServer server) : DeliveryTroubleTests(new PostgresDatabase(server));
