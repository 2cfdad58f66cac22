using System.Globalization;
using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Data exports (CUR 2.0) are read from the bucket as Cost and Usage Reports are. vendor-integration.md 15.2; aws-operations.md C.3, C.5; security.md F-52.</summary>
public abstract class ExportTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const string Header =
        "bill_billing_entity,bill_invoice_id,bill_payer_account_id,line_item_usage_account_id,line_item_line_item_type,line_item_usage_start_date,line_item_product_code,line_item_currency_code,line_item_unblended_cost,product,resource_tags";

    private const string Folder = "cur/guildhall-daily/";

    [Fact(Timeout = 180_000)]
    public async Task CUR2_A_month_delivered_as_an_export_comes_to_the_same_costs_as_the_report_of_it()
    {
        // The twelfth of the month after next: the month before it is final.
        var (now, later) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddMonths(2));
        var days = (int)(new DateTimeOffset(later.Year, later.Month, 12, 0, 0, 0, TimeSpan.Zero) - now).TotalDays;
        var month = later.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await ControlAsync("clock", new { advance = $"{days}d" });
        await ControlAsync("subscriptions", new { accountId = World.Ledger, productCode = "7h2kq9s4", productTitle = "Observatory", seller = "Observatory LLC", agreementId = "agmt-1", from = later.AddMonths(-1).ToString("yyyy-MM-03", CultureInfo.InvariantCulture), monthly = 300, daily = 12.5 });
        await ControlAsync("charges", new { accountId = World.Management, kind = "discount", amount = 6, day = later.ToString("yyyy-MM-01", CultureInfo.InvariantCulture) });
        await ControlAsync("reports", new { accountId = World.Management, months = 1 });
        Assert.Empty((await IngestMonthAsync(month)).Error);
        var (report, keys) = (await ShownAsync(month), await KeysAsync());
        Assert.Contains("Observatory", report["product"], StringComparison.Ordinal);
        Assert.DoesNotContain(await SourcesAsync(), source => source.Contains("/metadata/", StringComparison.Ordinal));

        await CreateExportAsync();
        await ControlAsync("reports", new { accountId = World.Management, months = 1 });
        Assert.Empty((await IngestMonthAsync(month)).Error);

        Assert.Contains($"{Folder}metadata/BILLING_PERIOD={month}/guildhall-daily-Manifest.json", (await SourcesAsync())[^1], StringComparison.Ordinal);
        Assert.Equal(report, await ShownAsync(month));
        Assert.Equal(keys, await KeysAsync());
        Assert.Equal([ReportLoadState.Superseded, ReportLoadState.InForce], (await RunsAsync()).Select(r => r.State));
        Assert.Equal(["Report Loaded", "Report Loaded"], await EventsAsync());
        Assert.False(Assert.Single((await IngestMonthAsync(month)).Json.GetProperty("reports").EnumerateArray()).GetProperty("changed").GetBoolean());
    }

    [Fact(Timeout = 120_000)]
    public async Task CUR2_An_export_is_found_by_its_month_with_maps_of_products_and_tags()
    {
        await using (var db = Guildhall.Database.Open())
        {
            db.BillingSettings.Add(new BillingSettingsRow { TenantId = Tenant, Document = """{"TagKeys":["CostCenter"]}""", Version = 1, MadeAt = DateTimeOffset.UtcNow, MadeBy = "test" });
            await db.SaveChangesAsync(Cancellation);
        }

        await DeliverAsync("first", [Line("12.5", """{"product_name":"Amazon S3","region":"eu-west-1"}""", """{"user_cost_center":"42"}""")], [Line("0.0000000001", "{}", "{}")]);

        var terminal = Hall.Terminal();
        Assert.Equal(0, await terminal.RunAsync("report", "ingest", "--organization", World.Management));

        Assert.Equal(12.5000000001m, (await CostsAsync())[World.Ledger]);
        var lines = (await (await Hall.CallerAsync(World.Management, "line-reader", "GuildhallAuditor")).GetAsync($"/api/v1/spend/lines?period={October}&product=AmazonS3")).Json;
        Assert.Equal((true, "12.5000000001"), ((bool)lines["complete"]!, (string?)lines["sums"]!["USD"]!["unblended"]));
        Assert.Equal([("guildhall-daily-00001.csv.gz", "Amazon S3", "eu-west-1"), ("guildhall-daily-00002.csv.gz", "", "")], lines["lines"]!.AsArray().Select(l => ((string)l!["file"]!, (string)l["productName"]!, (string)l["region"]!)));
        await ByTagAsync();
        await using var read = Guildhall.Database.Open();
        Assert.Equal([("", "", "{\"CostCenter\":\"\"}"), ("Amazon S3", "eu-west-1", "{\"CostCenter\":\"42\"}")], (await read.CostKeys.AsNoTracking().ToListAsync(Cancellation)).Select(k => (k.ProductName, k.Region, k.Tags)).Order());
    }

    /// <summary>Command, call, page and file tell what a tag's values cost.</summary>
    private async Task ByTagAsync()
    {
        var show = new[] { "report", "show", "--organization", World.Management, "--period", October, "--by", "tag" };
        var shown = await Hall.Terminal().AnswerAsync([.. show, "--tag", "CostCenter"]);
        Assert.Equal([("", "0.0000000001"), ("42", "12.5")], shown.GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("tag").GetString()!, r.GetProperty("unblended").GetString()!)));
        Assert.Equal(1, await Hall.Terminal().RunAsync(show));

        var (run, caller) = ((await RunsAsync())[^1].Id, await Hall.CallerAsync(World.Management, "tag-reader", "GuildhallAuditor"));
        var path = $"/api/v1/billing/runs/{run}/costs";
        var told = (await caller.GetAsync($"{path}?by=tag&tag=CostCenter&limit=1")).Json;
        Assert.Equal(("CostCenter", "0.0000000001"), ((string?)Assert.Single(told["tags"]!.AsArray()), (string?)Assert.Single(told["costs"]!.AsArray())!["unblended"]));
        Assert.Equal(("42", "12.5", "12.5", null), (await caller.GetAsync($"{path}?by=tag&tag=CostCenter&after={Uri.EscapeDataString((string)told["next"]!)}")).Json is var rest && Assert.Single(rest["costs"]!.AsArray()) is { } cost
            ? ((string?)cost["key"], (string?)cost["unblended"], (string?)cost["net"], (string?)rest["next"]) : default);
        Assert.Equal("12.5000000001", (string?)Assert.Single((await caller.GetAsync(path)).Json["costs"]!.AsArray())!["unblended"]);
        foreach (var wrong in new[] { "?by=colour", "?by=tag", "?after=nothing" }) Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await caller.GetAsync(path + wrong)).Status);

        using var ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
        var page = System.Net.WebUtility.HtmlDecode((await ines.GetAsync($"/spend/runs/{run}?tab=successful&by=tag&tag=CostCenter")).Html);
        foreach (var text in new[] { $"/spend/runs/{run}?tab=successful&by=tag&tag=CostCenter\" aria-current=\"page\">Tag CostCenter</a>", "No value", "12.50 USD" }) Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Contains("CostCenter,Name,Unblended cost", (await ines.GetAsync($"/spend/runs/{run}/costs.csv?by=tag&tag=CostCenter")).Html, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task F52_A_manifest_of_an_export_that_lies_is_not_believed()
    {
        await DeliverAsync("sound", [Line("200", "{}", "{}")]);
        Assert.Empty((await IngestAsync()).Error);
        var file = Address("sound", 1);
        foreach (var (manifest, why) in new (object Manifest, string Why)[]
        {
            (Manifest("lie", [file], account: World.Standalone), "the export of another account"),
            (Manifest("lie", [file, file]), "names a file twice"),
            (Manifest("lie", []), "names 0 files"),
            (Manifest("lie", Enumerable.Range(0, 1_001).Select(n => file + n)), "names 1,001 files"),
            (Manifest("lie", [file.Replace(".csv.gz", ".snappy.parquet", StringComparison.Ordinal)]), "reads no Parquet"),
            (Manifest("lie", [file.Replace("s3://daily", "s3://other", StringComparison.Ordinal)]), "outside the report's folder"),
            (Manifest("lie", [file.Replace("/data/", "/../data/", StringComparison.Ordinal)]), "outside the report's folder"),
            (Manifest("lie", [file.Replace("=2026-10", "=2026-09", StringComparison.Ordinal)]), "a file of another month"),
            (Manifest("lie", [file.Replace("/data/", "/metadata/", StringComparison.Ordinal)]), "a file of another month"),
            (Manifest("", [file]), "names no execution"),
            (new { executionId = "lie", dataFiles = new[] { file } }, "names no export"),
            (new { executionId = "lie", exportArn = $"arn:aws:bcm-data-exports:us-east-1:{World.Management}:export/guildhall-daily-1" }, "names no files"),
            (new[] { 1 }, "no JSON object"),
        })
        {
            await PutManifestAsync(manifest);
            Assert.Contains(why, (await IngestAsync()).Error, StringComparison.Ordinal);
        }

        Assert.Equal(200m, (await CostsAsync()).Values.Sum());
        Assert.Single(await RunsAsync());
    }

    private async Task<Cli.Terminal> IngestMonthAsync(string month)
    {
        var terminal = Hall.Terminal();
        await terminal.RunAsync("report", "ingest", "--organization", World.Management, "--period", month);
        return terminal;
    }

    /// <summary>All costs of the month, in each way of adding them up.</summary>
    private async Task<Dictionary<string, string>> ShownAsync(string month)
    {
        var shown = new Dictionary<string, string>();
        foreach (var by in new[] { "account", "service", "product", "day" }) shown[by] = (await Hall.Terminal().AnswerAsync("report", "show", "--organization", World.Management, "--period", month, "--by", by)).GetRawText();
        return shown;
    }

    /// <summary>What costs are kept apart by, but for the number of the load.</summary>
    private async Task<SortedSet<string>> KeysAsync()
    {
        await using var db = Guildhall.Database.Open();
        var keys = await db.CostKeys.AsNoTracking().ToListAsync(Cancellation);
        return new SortedSet<string>(keys.Select(k => string.Join('|', k.BillingEntity, k.LegalEntity, k.ProductCode, k.ProductName, k.LineItemType, k.Region, k.Currency, k.InvoiceId, k.AgreementId)), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<string>> SourcesAsync() => [.. (await RunsAsync()).Select(r => r.Source)];

    private string Line(string cost, string product, string tags) =>
        $"AWS,,{World.Management},{World.Ledger},Usage,2026-10-05 00:00:00,AmazonS3,USD,{cost},\"{product.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"{tags.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A delivery for October, each file with these lines.</summary>
    private async Task DeliverAsync(string execution, params IReadOnlyList<string[]> files)
    {
        foreach (var (index, lines) in files.Index()) await Bucket.PutAsync(Key(execution, index + 1), ReportBucket.Packed(string.Join('\n', [Header, .. lines, ""])));
        await PutManifestAsync(Manifest(execution, files.Index().Select(f => Address(execution, f.Index + 1))));
    }

    private object Manifest(string execution, IEnumerable<string> files, string? account = null) =>
        new { executionId = execution, exportArn = $"arn:aws:bcm-data-exports:us-east-1:{account ?? World.Management}:export/guildhall-daily-1", dataFiles = files, additionalOutputFiles = Array.Empty<string>() };

    private Task PutManifestAsync(object manifest) => Bucket.PutAsync($"{Folder}metadata/BILLING_PERIOD={October}/guildhall-daily-Manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest));

    private string Address(string execution, int number) => $"s3://{ReportBucket.Name(Hall)}/{Key(execution, number)}";

    private static string Key(string execution, int number) => $"{Folder}data/BILLING_PERIOD={October}/2026-10-20T23:48:02.356Z-{execution}/guildhall-daily-{number:00000}.csv.gz";
}

public sealed class ExportOnSqliteTests() : ExportTests(null);

[Trait("Ring", "Postgres")]
public sealed class ExportOnPostgresTests(PostgresServer server) : ExportTests(new PostgresDatabase(server));
