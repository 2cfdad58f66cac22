using System.Net;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Lines;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>The lines of a report that a figure is made of, on the page, as a file and by the own API. vendor-integration.md 15.3.</summary>
public abstract class SpendLinesTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const string Header = $"{ReportRow.Header},lineItem/UsageType,lineItem/LineItemDescription,lineItem/ResourceId";

    private Browsing _ines = null!;
    private HallCaller _manager = null!;

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
        _manager = await Hall.CallerAsync(World.Management, "bill-manager", "GuildhallManager");
    }

    public override async ValueTask DisposeAsync()
    {
        _ines?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 120_000)]
    public async Task M39_A_figure_leads_to_the_lines_of_the_report_that_it_is_made_of()
    {
        await DeliverAsync(
            "first",
            [
                Row(World.Ledger, "1.25", "AmazonEC2", 5, "BoxUsage:t3.micro,\"=cmd|' /C calc'!A0, runs\",i-0001"), Row(World.Ledger, "0.0000000004", "AmazonS3", 5, "Requests,\"one,\nof two lines\",arn:aws:s3:::acme"),
                Row(World.Developer, "7", "AmazonEC2", 5, "BoxUsage,,i-0002"),
            ],
            [Row(World.Ledger, "2", "AmazonEC2", 6, "BoxUsage,,i-0003"), Row(World.Ledger, "-0.25", "AmazonEC2", 6, "BoxUsage,,", "Credit")]);
        await IngestAsync();

        var spend = WebUtility.HtmlDecode(await ShowAsync($"/spend?by=product&account={World.Ledger}"));
        var way = $"/spend/lines?period={October}&account={World.Ledger}&product=AmazonEC2";
        Assert.Contains($"href=\"{way}\"", spend, StringComparison.Ordinal);
        Assert.Contains($"/spend/lines?period={October}&account={World.Ledger}&day=2026-10-06", spend, StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await ShowAsync(way));
        foreach (var told in new[] { "<dd>3</dd>", "<dd>3.00 USD</dd>", "i-0001", "i-0003", "Line 2 of guildhall-daily-1.csv.gz", "Line 3 of guildhall-daily-2.csv.gz", "Credit", "-0.25 USD" }) Assert.Contains(told, page, StringComparison.Ordinal);
        foreach (var other in new[] { "i-0002", "arn:aws:s3" }) Assert.DoesNotContain(other, page, StringComparison.Ordinal);
        Assert.DoesNotContain("i-0001", await ShowAsync($"{way}&day=2026-10-06"), StringComparison.Ordinal);
        Assert.Contains("No line is like that", await ShowAsync($"{way}&type=Tax"), StringComparison.Ordinal);
        var run = (await RunsAsync())[^1].Id;
        Assert.Contains($"/spend/lines?period={October}&organizationId={Tenant}&product=AmazonS3", WebUtility.HtmlDecode(await ShowAsync($"/spend/runs/{run}?by=service")), StringComparison.Ordinal);

        // A text of the report is no formula of a spreadsheet; a line whose text has two lines does not move those after it.
        var file = await ShowAsync($"/spend/lines.csv?period={October}");
        Assert.Equal(6, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"guildhall-daily-1.csv.gz,2,2026-10-05,{World.Ledger},Ledger,Usage,AWS,AmazonEC2,AmazonEC2 by name,BoxUsage:t3.micro,,i-0001,\"'=cmd|' /C calc'!A0, runs\",,USD,1.25,1.25,1.25\r\n", file, StringComparison.Ordinal);
        Assert.Contains($"guildhall-daily-1.csv.gz,5,2026-10-05,{World.Developer}", file, StringComparison.Ordinal);
        Assert.Contains(",0.0000000004,", file, StringComparison.Ordinal);

        var answered = (await _manager.GetAsync($"/api/v1/spend/lines?organizationId={Tenant}&period={October}&account={World.Ledger}&limit=1")).Json;
        Assert.Equal((run, 4, true, "3.0000000004"), ((string?)answered["run"], (int)answered["count"]!, (bool)answered["complete"]!, (string?)answered["sums"]!["USD"]!["unblended"]));
        Assert.Equal(("i-0001", "1.25", 2), ((string?)Assert.Single(answered["lines"]!.AsArray())!["resource"], (string?)answered["lines"]![0]!["unblended"], (int)answered["lines"]![0]!["line"]!));
    }

    [Fact(Timeout = 120_000)]
    public async Task M39_What_a_company_a_cost_centre_or_an_experience_spends_leads_to_its_lines()
    {
        var administrator = await Hall.CallerAsync(World.Management, "line-admin", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
        var experience = await administrator.ExperienceAsync("Unit", [World.Engineering], [HallWorld.B]);
        Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{World.Ledger}", """{"company":"Birch & Sons","costCentre":"CC 1"}""")).Status);
        await DeliverAsync("first", [Row(World.Ledger, "1", "AmazonEC2", 5, "BoxUsage,,i-ledger"), Row(World.Developer, "2", "AmazonEC2", 5, "BoxUsage,,i-developer")], [Row(World.AtRoot, "4", "AmazonEC2", 6, "BoxUsage,,i-root")]);
        await IngestAsync();

        foreach (var (by, key, name, lines) in new[]
        {
            ("company", "Birch%20%26%20Sons", "Company Birch & Sons", "1"), ("costCentre", "CC%201", "Cost centre CC 1", "1"), ("experience", experience, "Experience Unit", "2"), ("company", "%28none%29", "No company", "2 4"),
        })
        {
            var way = $"/spend/lines?period={October}&{by}={key}";
            Assert.Contains($"href=\"{way}\"", WebUtility.HtmlDecode(await ShowAsync($"/spend?by={by}")), StringComparison.Ordinal);
            var page = WebUtility.HtmlDecode(await ShowAsync(way));
            Assert.Contains($"<li>{name} <a href=\"/spend/lines?period={October}\">Remove", page, StringComparison.Ordinal);
            Assert.Contains($"name=\"{by}\" value=\"{Uri.UnescapeDataString(key)}\"", page, StringComparison.Ordinal);
            Assert.Equal(lines, string.Join(' ', (await ShowAsync(way.Replace("lines", "lines.csv", StringComparison.Ordinal))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')[^1]).Order()));
            Assert.Equal(lines, string.Join(' ', (await _manager.GetAsync($"/api/v1{way}&organizationId={Tenant}")).Json["lines"]!.AsArray().Select(l => (string?)l!["unblended"]).Order()));
        }

        Assert.Contains($"company=Birch%20%26%20Sons&day=2026-10-05\"", WebUtility.HtmlDecode(await ShowAsync("/spend?company=Birch%20%26%20Sons")), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_many_lines_the_first_are_shown_and_the_file_has_all()
    {
        await DeliverAsync("first", [.. Enumerable.Range(0, 3_000).Select(n => Row(World.Ledger, "0.1", "AmazonEC2", 1 + (n % 28), $"BoxUsage,,i-{n:D5}"))]);
        await IngestAsync();

        var page = await ShowAsync($"/spend/lines?organizationId={Tenant}");
        Assert.Contains("<dd>3,000</dd>", page, StringComparison.Ordinal);
        Assert.Contains("The first 200 of 3,000.", page, StringComparison.Ordinal);
        Assert.Contains("i-00199", page, StringComparison.Ordinal);
        Assert.DoesNotContain("i-00200", page, StringComparison.Ordinal);
        Assert.Contains(",i-02999,", await ShowAsync($"/spend/lines.csv?organizationId={Tenant}"), StringComparison.Ordinal);

        // Its time being up, a reading ends and leaves its place to others.
        var open = await Guildhall.ReportLines.OpenAsync(BillingReach.Operator, Tenant, new BillingMonth(202610), new LineChoice(), Cancellation);
        using var unlimited = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var end = await ReportLines.ReadAsync(open.Value, over, (_, _) => ValueTask.FromResult(true), toFile: false, Cancellation);
            Assert.Equal((0, 1, false, null), (end.FilesRead, end.Files, end.Complete, end.Problem));
        }

        var (seen, all) = (0, await ReportLines.ReadAsync(open.Value, unlimited, (_, _) => ValueTask.FromResult(true), toFile: false, Cancellation));
        Assert.True(all.Complete);
        Assert.False((await ReportLines.ReadAsync(open.Value, unlimited, (_, _) => ValueTask.FromResult(++seen < 10), toFile: true, Cancellation)).Complete);
        Assert.Equal(10, seen);
    }

    [Fact(Timeout = 120_000)]
    public async Task Files_that_are_gone_are_told_in_plain_words_and_those_of_an_earlier_version_are_found()
    {
        await DeliverAsync("first", [Row(World.Ledger, "1", "AmazonEC2", 5, "BoxUsage,,i-first")]);
        await IngestAsync();
        await DeliverAsync("second", [Row(World.Ledger, "2", "AmazonEC2", 5, "BoxUsage,,i-second")]);

        // What is in force is the first still, and its manifest is not in its folder.
        var gone = await ShowAsync($"/spend/lines?period={October}");
        Assert.Contains("are not where they were read: another delivery has taken their place", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("i-second", gone, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await _ines.GetAsync($"/spend/lines.csv?period={October}")).Response.StatusCode);
        Assert.Equal("REPORT_GONE", (string?)(await _manager.GetAsync($"/api/v1/spend/lines?organizationId={Tenant}&period={October}")).Json["code"]);

        // As AWS lays a report's versions down, each folder has its manifest.
        await Bucket.PutAsync(
            $"cur/guildhall-daily/20261001-20261101/first/guildhall-daily-Manifest.json",
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { assemblyId = "first", account = World.Management, bucket = ReportBucket.Name(Hall), contentType = "text/csv", compression = "GZIP", billingPeriod = new { start = "20261001T000000.000Z" }, reportKeys = new[] { ReportBucket.KeyOf(October, "first", 1) } }));
        Assert.Contains("i-first", await ShowAsync($"/spend/lines?period={October}"), StringComparison.Ordinal);
        await IngestAsync();
        Assert.Contains("i-second", await ShowAsync($"/spend/lines?period={October}"), StringComparison.Ordinal);

        await Bucket.DeleteAsync(ReportBucket.KeyOf(October, "second", 1));
        var missing = await ShowAsync($"/spend/lines?period={October}");
        Assert.Contains("which is not there", missing, StringComparison.Ordinal);
        foreach (var untrue in new[] { "No line is like that", "The file has more time" }) Assert.DoesNotContain(untrue, missing, StringComparison.Ordinal);
        var file = await ShowAsync($"/spend/lines.csv?period={October}");
        Assert.StartsWith("Not read to the end: The manifest names", file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[^1].Trim('"'), StringComparison.Ordinal);
        Assert.Equal("FILE_MISSING", (string?)(await _manager.GetAsync($"/api/v1/spend/lines?organizationId={Tenant}&period={October}")).Json["code"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Lines_of_files_of_ones_own_are_read_from_their_folder_as_long_as_it_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "own.csv.gz"), Bucket.Packed(October, Lines(10)), Cancellation);
        await IngestAsync("--folder", folder);
        Assert.Contains("Line 2 of own.csv.gz", await ShowAsync($"/spend/lines?period={October}&account={World.Developer}"), StringComparison.Ordinal);

        Directory.Delete(folder, recursive: true);
        Assert.Contains("read from a folder that is no longer there", await ShowAsync($"/spend/lines?period={October}"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task S23_Lines_are_for_those_who_see_the_spend_and_a_wrong_question_is_refused()
    {
        Assert.Contains("No report yet", await ShowAsync("/spend/lines"), StringComparison.Ordinal);
        await DeliverAsync("first", [Row(World.Ledger, "1", "AmazonEC2", 5, "BoxUsage,,i-first")]);
        await IngestAsync();

        foreach (var wrong in new[] { "period=October", "account=12", "day=today", "day=2026-11-01", "limit=0" })
            Assert.Equal(HttpStatusCode.BadRequest, (await _manager.GetAsync($"/api/v1/spend/lines?organizationId={Tenant}&{(wrong.StartsWith("period", StringComparison.Ordinal) ? "" : $"period={October}&")}{wrong}")).Status);
        foreach (var (wrong, told) in new[] { ("day=2026-11-01", "choose its period too"), ("day=today", "A day is such as"), ("account=12", "An account has 12 digits") })
        {
            // Whoever types it sees the form again, with all that was typed.
            var (answer, form) = await _ines.GetAsync($"/spend/lines?period={October}&{wrong}&type=Fee");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"<a href=\"#{wrong.Split('=')[0]}\">", form, StringComparison.Ordinal);
            Assert.Contains(told, form, StringComparison.Ordinal);
            Assert.Contains($"value=\"{wrong.Split('=')[1]}\"", form, StringComparison.Ordinal);
            Assert.Contains("value=\"Fee\"", form, StringComparison.Ordinal);
            Assert.Contains($"selected>{October}</option>", form, StringComparison.Ordinal);
        }

        Assert.Equal("NOT_IN_FORCE", (string?)(await _manager.GetAsync($"/api/v1/spend/lines?organizationId={Tenant}&period=2026-09")).Json["code"]);
        using var buyer = await Hall.SignedInAsync("bo@example.com", "Buyer", World.Management);
        foreach (var path in new[] { "/spend/lines", "/spend/lines.csv" }) Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync(path)).Response.StatusCode);
        var stranger = await Hall.CallerAsync(World.Standalone, "auditor", "GuildhallAuditor");
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync($"/api/v1/spend/lines?organizationId={Tenant}&period={October}")).Status);
    }

    private string Row(string account, string cost, string product, int day, string more, string type = "Usage") => $"{new ReportRow(account, cost, product, day) { Type = type }.In(October, World.Management)},{more}";

    /// <summary>A delivery of October: each file with these lines.</summary>
    private async Task DeliverAsync(string assembly, params string[][] files)
    {
        foreach (var (number, rows) in files.Index()) await Bucket.PutAsync(ReportBucket.KeyOf(October, assembly, number + 1), ReportBucket.Packed(string.Join('\n', [Header, .. rows, ""])));
        await Bucket.PutManifestAsync(October, assembly, [.. files.Index().Select(f => ReportBucket.KeyOf(October, assembly, f.Index + 1))]);
    }

    private async Task<string> ShowAsync(string path)
    {
        var (response, html) = await _ines.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {html}");
        return html;
    }
}

public sealed class SpendLinesOnSqliteTests() : SpendLinesTests(null);

[Trait("Ring", "Postgres")]
public sealed class SpendLinesOnPostgresTests(PostgresServer server) : SpendLinesTests(new PostgresDatabase(server));
