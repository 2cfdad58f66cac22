using System.Text.RegularExpressions;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>The reports of linked organizations are read by themselves, and it is told when AWS delivers nothing. vendor-integration.md 15.2.</summary>
public abstract class ReportWatchTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await using var db = Guildhall.Database.Open();
        await db.ReportWatches.ExecuteDeleteAsync(Cancellation);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_2_A_report_is_read_when_it_is_due_by_one_of_all_who_look_and_again_six_hours_later()
    {
        foreach (var month in new[] { "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", October }) await Bucket.DeliverAsync(month, "first", Lines(10));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Guildhall.ReportWatch.RunOnceAsync(Cancellation)));

        var watch = await WatchAsync();
        Assert.InRange(watch.Due - DateTimeOffset.UtcNow, TimeSpan.FromHours(5.9), TimeSpan.FromHours(6));
        Assert.Null(watch.Problem);
        Assert.Equal([202605, 202606, 202607, 202608, 202609, 202610], (await RunsAsync()).Where(r => r.TenantId == Tenant).Select(r => r.Month).Order());
        Assert.All(await RunsAsync(), run => Assert.Equal(("guildhall", ReportLoadState.InForce), (run.StartedBy, run.State)));

        // Months that are in force are looked at again too: AWS refunds in old ones.
        foreach (var month in new[] { "2026-05", October }) await Bucket.DeliverAsync(month, "second", Lines(20));
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        Assert.Equal(6, (await RunsAsync()).Count);
        await ChangeAsync(w => w.Due = default);
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        Assert.Equal([202605, 202610], (await RunsAsync()).Skip(6).Select(r => r.Month));
        Assert.Equal(8, (await RunsAsync()).Count);

        // The stand-alone account was linked as it is, without a report: nothing is missed there.
        await using var db = Guildhall.Database.Open();
        Assert.Equal([Tenant], await db.ReportWatches.Select(w => w.TenantId).ToListAsync(Cancellation));
        Assert.Equal(0, await Hall.Terminal().RunAsync("report", "ingest"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_2_A_missing_delivery_is_told_after_36_and_72_hours_once_each_and_so_is_the_next_one()
    {
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        Assert.Empty(await EventsAsync());
        foreach (var (hours, told, late) in new[] { (35, 0, 0), (37, 1, 36), (38, 1, 36), (73, 2, 72), (100, 2, 72) })
        {
            await PassAsync(hours);
            Assert.Equal((told, late), ((await EventsAsync()).Count(e => e == "Report Late"), (await WatchAsync()).LateTold));
            var link = await AcmeAsync();
            Assert.Equal((late > 0, late > 0), (link.NeedsAttention, link.ReportLateSince is not null));
        }

        await Bucket.DeliverAsync(October, "first", Lines(10));
        await PassAsync(101);
        await PassAsync(null);

        Assert.Equal(["Report Late", "Report Late", "Report Loaded", "Report Recovered"], await EventsAsync());
        Assert.Equal(0, (await WatchAsync()).LateTold);
        Assert.False((await AcmeAsync()).NeedsAttention);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_report_that_cannot_be_read_is_told_once_and_stands_with_the_organization()
    {
        await Bucket.PutManifestAsync(October, "lie", [ReportBucket.KeyOf(October, "lie", 1)], account: World.Standalone);
        for (var look = 0; look < 3; look++) await PassAsync(null);

        Assert.Equal(["Report Failed"], await EventsAsync());
        Assert.Contains("the report of another account", (await WatchAsync()).Problem, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor10_Reports_of_paused_organizations_are_read_on_and_missed_when_they_do_not_come()
    {
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await Hall.Terminal().AnswerAsync("organization", "pause", World.Management, "--no-default");
        await PassAsync(null);
        Assert.Equal(1m, (await CostsAsync()).Values.Sum());

        await PassAsync(37);
        Assert.Equal(["Report Loaded", "Report Late"], await EventsAsync());
        Assert.Equal(("Paused", true), ((await AcmeAsync()).State, (await AcmeAsync()).NeedsAttention));
        Assert.Equal(36, Assert.Single(await Guildhall.ReportStandings.ListAsync(Tenant, Cancellation)).Late);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_2_Files_that_somebody_has_are_no_delivery_of_AWS()
    {
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        await PassAsync(37);
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.csv.gz"), Bucket.Packed(October, Lines(10)), Cancellation);
        Assert.Empty((await IngestAsync("--folder", folder)).Error);
        Directory.Delete(folder, recursive: true);

        foreach (var first in new[] { false, true })
        {
            // The first look of all asks the runs when something came.
            await ChangeAsync(watch => (watch.Due, watch.LookedAt) = (default, first ? null : watch.LookedAt));
            await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
            Assert.Equal(["Report Late", "Report Loaded"], await EventsAsync());
        }

        Assert.Equal((36, true, null), ((await WatchAsync()).LateTold, (await AcmeAsync()).NeedsAttention, (await AcmeAsync()).LastReport));
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor4_Organizations_tell_when_the_last_report_came_and_in_red_that_it_is_late()
    {
        var maya = await Hall.SignedInAsync("maya@example.com", "MarketplaceManager", "");
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        Assert.Equal(("None yet", false), await ToldAsync());
        await PassAsync(37);
        Assert.Equal(("None yet", true), await ToldAsync());
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await PassAsync(null);
        await PassAsync(37);
        Assert.Equal(("1 day ago", true), await ToldAsync());
        Assert.Contains("<dt>Last report</dt><dd><time", (await maya.GetAsync("/admin/settings/vendors")).Html, StringComparison.Ordinal);
        await Bucket.DeliverAsync(October, "second", Lines(20));
        await PassAsync(null);
        Assert.Equal(("just now", false), await ToldAsync());
        Assert.Contains("Connected", (await maya.GetAsync("/admin/settings/vendors")).Html, StringComparison.Ordinal);
        Assert.Contains($"{(await WatchAsync()).FreshAt.UtcDateTime:yyyy-MM-dd}", (await maya.GetAsync("/admin/settings/vendors/aws/organizations.csv")).Html, StringComparison.Ordinal);

        async Task<(string When, bool Red)> ToldAsync()
        {
            var (_, html) = await maya.GetAsync("/admin/settings/vendors/aws/organizations?sort=report&q=" + World.Management);
            var cell = html.Split("data-label=\"Last report\">")[1].Split("</td>")[0];
            return (Regex.Replace(cell, "<[^>]+>", "").Trim(), cell.Contains("status bad", StringComparison.Ordinal));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor10_A_link_is_removed_only_by_force_while_a_period_is_not_final()
    {
        foreach (var month in new[] { "2026-08", "2026-09", October }) await Bucket.DeliverAsync(month, "first", Lines(10).Select(l => l with { Invoice = month == "2026-08" ? "E1" : "" }));
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        string[] remove = ["organization", "remove", World.Management, "--confirm", World.Management, "--no-default"];
        Assert.Contains("period 2026-09 isn't final, period 2026-10 isn't final.", await RefusedAsync(), StringComparison.Ordinal);

        // Statements of a month may be closed before all invoices are there: then it is final here.
        await using (var db = Guildhall.Database.Open())
            await db.BillingMonths.Where(m => m.Month == 202609).ExecuteUpdateAsync(m => m.SetProperty(x => x.ClosedAt, DateTimeOffset.UtcNow), Cancellation);
        Assert.DoesNotContain("2026-09", await RefusedAsync(), StringComparison.Ordinal);

        await Hall.Terminal().AnswerAsync([.. remove, "--force"]);
        Assert.Equal("Removed", (await AcmeAsync()).State);
        Assert.Equal(1m, (await CostsAsync()).Values.Sum());

        async Task<string> RefusedAsync()
        {
            var terminal = Hall.Terminal();
            Assert.Equal(1, await terminal.RunAsync(remove));
            return terminal.Error;
        }
    }

    /// <summary>The last delivery was so long ago, and the report is looked at.</summary>
    private async Task PassAsync(int? hours)
    {
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
        await using (var db = Guildhall.Database.Open())
        {
            if (hours is { } ago)
                await db.Links.Where(l => l.TenantId == Tenant).ExecuteUpdateAsync(l => l.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow.AddHours(-ago)), Cancellation);
        }

        await ChangeAsync(watch =>
        {
            watch.Due = default;
            if (hours is { } ago) watch.FreshAt = DateTimeOffset.UtcNow.AddHours(-ago);
        });
        await Guildhall.ReportWatch.RunOnceAsync(Cancellation);
    }

    private async Task<ReportWatchRow> WatchAsync()
    {
        await using var db = Guildhall.Database.Open();
        return await db.ReportWatches.AsNoTracking().SingleAsync(w => w.TenantId == Tenant, Cancellation);
    }

    private async Task ChangeAsync(Action<ReportWatchRow> change)
    {
        await using var db = Guildhall.Database.Open();
        change(await db.ReportWatches.SingleAsync(w => w.TenantId == Tenant, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }
}

public sealed class ReportWatchOnSqliteTests() : ReportWatchTests(null);

[Trait("Ring", "Postgres")]
public sealed class ReportWatchOnPostgresTests(PostgresServer server) : ReportWatchTests(new PostgresDatabase(server));
