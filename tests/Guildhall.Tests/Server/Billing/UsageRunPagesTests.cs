using System.Net;
using System.Text.Json;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Usage runs on pages. vendor-integration.md 15.3.</summary>
public abstract class UsageRunPagesTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private Browsing _ines = null!;

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
    }

    public override async ValueTask DisposeAsync()
    {
        _ines?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_A_report_is_fetched_by_page_and_its_run_shows_what_it_took_and_left_out()
    {
        Assert.Contains("No usage runs yet", await ShowAsync("/spend/runs"), StringComparison.Ordinal);
        await Bucket.DeliverAsync(October, "first", [.. Lines(3_000), new ReportRow(World.Ledger, "much"), new ReportRow("12", "1")]);

        var list = await PressAsync("/spend/runs", "/spend/runs/fetch");
        Assert.Contains("read 2026-10.", list, StringComparison.Ordinal);
        Assert.Contains("300.00 USD", list, StringComparison.Ordinal);
        Assert.Contains("nothing new since the last delivery", await PressAsync("/spend/runs", "/spend/runs/fetch"), StringComparison.Ordinal);
        var run = Assert.Single(await RunsAsync());
        var page = await ShowAsync($"/spend/runs/{run.Id}");
        Assert.Contains("?tab=successful", page, StringComparison.Ordinal);
        Assert.DoesNotContain("?tab=progress", page, StringComparison.Ordinal);
        Assert.Contains("150.00 USD", page, StringComparison.Ordinal);
        var failed = await ShowAsync($"/spend/runs/{run.Id}?tab=failed");
        Assert.Contains("Line 3,002 <span class=\"id\">guildhall-daily-1.csv.gz</span>", failed, StringComparison.Ordinal);
        Assert.Contains("No account id of 12 digits", failed, StringComparison.Ordinal);
        Assert.Contains("2 data errors", failed, StringComparison.Ordinal);
        Assert.Contains($"guildhall-daily-1.csv.gz,3002,Data error,No number,lineItem/UnblendedCost,much", await ShowAsync($"/spend/runs/{run.Id}/faults.csv"), StringComparison.Ordinal);
        Assert.Contains("AmazonEC2,", await ShowAsync($"/spend/runs/{run.Id}/costs.csv?by=service"), StringComparison.Ordinal);
        Assert.Contains($"{run.Id},", await ShowAsync($"/spend/runs.csv?period={October}"), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Id, await ShowAsync("/spend/runs.csv?state=Held"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_A_held_run_is_approved_or_declined_after_its_difference_was_shown()
    {
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await IngestAsync();
        await HoldAsync();
        await Bucket.DeliverAsync(October, "second", [.. Lines(10), new ReportRow(World.Ledger, "7.5", "AmazonS3")]);
        await PressAsync("/spend/runs", "/spend/runs/fetch");
        var held = (await RunsAsync())[^1];
        Assert.Contains("waits for approval", await ShowAsync("/spend/runs"), StringComparison.OrdinalIgnoreCase);
        using var administrator = await LookerAsync();
        Assert.Contains($"/spend/runs/{held.Id}", (await administrator.GetAsync("/console")).Html, StringComparison.Ordinal);

        var ask = await ShowAsync($"/spend/runs/{held.Id}/approve");
        Assert.Contains("It takes the place of what is in force", ask, StringComparison.Ordinal);
        foreach (var told in new[] { "1.00 USD", "8.50 USD", "+7.50 USD", "AmazonS3" }) Assert.Contains(told, WebUtility.HtmlDecode(ask), StringComparison.Ordinal);
        Assert.Contains("2026-10 is in force.", await PressAsync($"/spend/runs/{held.Id}/approve", $"/spend/runs/{held.Id}/approve"), StringComparison.Ordinal);
        Assert.Equal([ReportLoadState.Superseded, ReportLoadState.InForce], (await RunsAsync()).Select(r => r.State));
        Assert.Contains("does not wait for a decision", await PressAsync($"/spend/runs/{held.Id}/decline", $"/spend/runs/{held.Id}/decline", HttpStatusCode.Conflict), StringComparison.Ordinal);

        // Read again it is held again, and declined this time.
        await PressAsync($"/spend/runs/{held.Id}/reprocess", $"/spend/runs/{held.Id}/reprocess");
        var again = (await RunsAsync())[^1];
        Assert.Equal(ReportLoadState.Held, again.State);
        Assert.Contains("Nothing: every account", await ShowAsync($"/spend/runs/{again.Id}"), StringComparison.Ordinal);
        await PressAsync($"/spend/runs/{again.Id}/decline", $"/spend/runs/{again.Id}/decline");
        Assert.Equal([ReportLoadState.Superseded, ReportLoadState.InForce, ReportLoadState.Declined], (await RunsAsync()).Select(r => r.State));
        Assert.Equal(8.5m, (await CostsAsync()).Values.Sum());
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_What_failed_is_told_on_the_dashboard_until_it_is_reprocessed()
    {
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await Bucket.DeleteAsync(ReportBucket.KeyOf(October, "first", 1));
        Assert.Contains("which is not there", await PressAsync("/spend/runs", "/spend/runs/fetch"), StringComparison.Ordinal);
        var failed = Assert.Single(await RunsAsync());
        using var administrator = await LookerAsync();
        using var other = await Hall.SignedInAsync("adam@example.com", "Approver", World.Management);
        Assert.Contains($"/spend/runs/{failed.Id}", (await administrator.GetAsync("/console")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/spend/runs")).Response.StatusCode);
        Assert.DoesNotContain(failed.Id, (await other.GetAsync("/console")).Html, StringComparison.Ordinal);

        await Bucket.DeliverAsync(October, "first", Lines(10));
        Assert.Contains("Reprocess system errors", await ShowAsync($"/spend/runs/{failed.Id}"), StringComparison.Ordinal);
        Assert.Contains("In force", await PressAsync($"/spend/runs/{failed.Id}", $"/spend/runs/{failed.Id}/reprocess"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/spend/runs", (await administrator.GetAsync("/console")).Html.Split("<main")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("The last look", await ShowAsync("/spend/runs"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_readings_that_somebody_wants_are_done_one_after_the_other()
    {
        foreach (var month in new[] { "2026-09", October }) await Bucket.DeliverAsync(month, "first", Lines(10));
        await DelayAsync(4);
        await Task.WhenAll(new[] { 202609, 202610 }.Select(month => Guildhall.StartedFetches.ReprocessAsync(Tenant, new BillingMonth(month), Tester)));
        while (Guildhall.StartedFetches.IsUnderWay(Tenant)) await Task.Delay(50, Cancellation);
        var runs = await RunsAsync();
        Assert.Equal([ReportLoadState.InForce, ReportLoadState.InForce], runs.Select(r => r.State));
        Assert.True(runs[1].StartedAt >= runs[0].EndedAt, $"{runs[1].StartedAt:O} is before {runs[0].EndedAt:O}");

        // While a month is read again, the others may be asked for.
        await DelayAsync(2);
        var again = Guildhall.StartedFetches.ReprocessAsync(Tenant, new BillingMonth(runs[0].Month), Tester);
        Assert.Contains("/reprocess", await ShowAsync($"/spend/runs/{runs[1].Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("/reprocess", await ShowAsync($"/spend/runs/{runs[0].Id}"), StringComparison.Ordinal);
        await again;

        async Task DelayAsync(int count)
        {
            using var http = new HttpClient();
            using var set = await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", new { operation = "GetObject", kind = "delay", delay = "500ms", probability = 1.0, count }, Cancellation);
            set.EnsureSuccessStatusCode();
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Fifty_runs_are_a_page_and_one_goes_on_and_back()
    {
        await using (var db = Guildhall.Database.Open())
        {
            db.ReportLoads.AddRange(Enumerable.Range(1, 120).Select(n => new ReportLoadRow { Number = n, Id = $"run-planted{n:D3}", TenantId = Tenant, Month = 202610, AssemblyId = $"a{n}", Source = "folder", State = ReportLoadState.Superseded, Cleaned = true, StartedAt = DateTimeOffset.UtcNow, StartedBy = "guildhall" }));
            await db.SaveChangesAsync(Cancellation);
        }

        var (first, address) = (await ShowAsync("/spend/runs"), "");
        Assert.Equal((120, 71), Ends(first));
        Assert.DoesNotContain("rel=\"prev\"", first, StringComparison.Ordinal);
        var second = await ShowAsync(address = Way(first, "next"));
        Assert.Equal((70, 21), Ends(second));
        var third = await ShowAsync(Way(second, "next"));
        Assert.Equal((20, 1), Ends(third));
        Assert.DoesNotContain("rel=\"next\"", third, StringComparison.Ordinal);
        Assert.Equal((70, 21), Ends(await ShowAsync(Way(third, "prev"))));
        Assert.Equal((120, 71), Ends(await ShowAsync(Way(second, "prev"))));
        Assert.Equal(121, (await ShowAsync("/spend/runs.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        static (int, int) Ends(string html) => (int.Parse(html.Split("/spend/runs/run-planted")[1][..3], null), int.Parse(html.Split("/spend/runs/run-planted")[^1][..3], null));
        static string Way(string html, string rel) => WebUtility.HtmlDecode(html.Split($"\" rel=\"{rel}\"")[0].Split("href=\"")[^1]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_a_delivery_that_fails_only_the_newest_run_stays_and_it_is_seen_but_once()
    {
        await Bucket.DeliverAsync(October, "good", Lines(10));
        await IngestAsync();
        await Bucket.PutManifestAsync(October, "lie", [ReportBucket.KeyOf(October, "lie", 1)]);
        await Guildhall.ReportFetches.FetchAsync(Tenant, null, Tester, Cancellation);
        var fresh = await FreshAsync();
        for (var look = 0; look < 3; look++) await Guildhall.ReportFetches.FetchAsync(Tenant, null, Tester, Cancellation);
        Assert.Equal(5, (await RunsAsync()).Count);

        await Guildhall.ReportIngest.CleanAsync(Cancellation);
        await new Housekeeping(Guildhall.Database, Guildhall.RequestExpiry, Guildhall.ClosingLapses, TimeSpan.FromDays(90), TimeProvider.System, NullLogger<Housekeeping>.Instance).RunOnceAsync(Cancellation);

        Assert.Equal([(1, ReportLoadState.InForce), (5, ReportLoadState.Failed)], (await RunsAsync()).Select(r => ((int)r.Number, r.State)));
        await Guildhall.ReportFetches.FetchAsync(Tenant, null, Tester, Cancellation);
        Assert.Equal(fresh, await FreshAsync());
    }

    /// <summary>Administers the private marketplace and bills: whoever does not bill is not told of reports.</summary>
    private async Task<Browsing> LookerAsync()
    {
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Guildhall.PersonChanges.AddRoleAsync(PeopleReach.Operator, "amara@example.com", new GivenRole("BillingManager", new AccountId(World.Management)), Tester, Cancellation);
        return await Hall.SignedInAsync("amara@example.com");
    }

    private static ActOrigin Tester => ActOrigin.Operator("test");

    private async Task<DateTimeOffset> FreshAsync()
    {
        await using var db = Guildhall.Database.Open();
        return db.ReportWatches.Single(w => w.TenantId == Tenant).FreshAt;
    }

    private async Task<string> ShowAsync(string path)
    {
        var (response, html) = await _ines.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {html}");
        return html;
    }

    private async Task<string> PressAsync(string page, string action, HttpStatusCode status = HttpStatusCode.OK)
    {
        var (response, html) = await _ines.PostAsync(page, action);
        Assert.True(response.StatusCode == status, $"{action}: {response.StatusCode} {html}");
        return WebUtility.HtmlDecode(html);
    }

    private async Task HoldAsync()
    {
        var manager = await Hall.CallerAsync(World.Management, "bill-manager", "GuildhallManager");
        Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync(HttpMethod.Patch, $"/api/v1/billing/organizations/{Tenant}/settings", JsonSerializer.Serialize(new { hold = true }))).Status);
    }
}

public sealed class UsageRunPagesOnSqliteTests() : UsageRunPagesTests(null);

[Trait("Ring", "Postgres")]
public sealed class UsageRunPagesOnPostgresTests(PostgresServer server) : UsageRunPagesTests(new PostgresDatabase(server));
