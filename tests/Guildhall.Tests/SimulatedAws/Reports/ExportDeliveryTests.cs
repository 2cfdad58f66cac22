using System.Text;
using System.Text.Json;
using Guildhall.SimulatedAws.Reports;
using ExportOrder = Guildhall.Tests.Server.Billing.ExportOrder;

namespace Guildhall.Tests.SimulatedAws.Reports;

/// <summary>Data exports: made, listed, delivered beside a Cost and Usage Report of the same accounts. aws-operations.md A.11, C.3, C.5.</summary>
public sealed class ExportDeliveryTests : IAsyncLifetime
{
    private const string Partition = "BILLING_PERIOD=2026-11";

    private BillingWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await BillingWorld.StartAsync(members: 30);
        await _world.AllowAsync("bcm-data-exports.amazonaws.com");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task C3_An_export_has_files_by_partition_and_a_manifest_that_names_them_by_address()
    {
        var arn = await CreateAsync("exported");
        _world.GoTo("2026-11-22T00:00");
        _world.GoTo("2026-11-23T00:00");

        var manifest = await ManifestAsync("exported");
        var execution = manifest.GetProperty("executionId").GetString()!;
        Assert.Equal(arn, manifest.GetProperty("exportArn").GetString());
        Assert.Equal(
            Enumerable.Range(1, 2).Select(n => $"s3://{BillingWorld.Bucket}/cur/exported/data/{Partition}/2026-11-22T20:00:00.000Z-{execution}/exported-{n:00000}.csv.gz"),
            manifest.GetProperty("dataFiles").EnumerateArray().Select(f => f.GetString()!));
        Assert.Equal(["additionalOutputFiles", "columns", "dataFiles", "executionId", "exportArn"], manifest.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        var keys = await _world.KeysAsync("cur/exported/");
        Assert.Equal(2, keys.Count(k => k.StartsWith($"cur/exported/metadata/{Partition}/2026-11-", StringComparison.Ordinal)));
        Assert.Equal(await _world.BytesAsync($"cur/exported/metadata/{Partition}/exported-Manifest.json"), await _world.BytesAsync(keys.Single(k => k.EndsWith($"{execution}/exported-Manifest.json", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task C5_Its_lines_are_the_reports_with_maps_of_what_comes_and_goes()
    {
        await CreateAsync("exported", "OVERWRITE_REPORT");
        await _world.AllowAsync("bcm-data-exports.amazonaws.com", "billingreports.amazonaws.com");
        await _world.DefineAsync();
        await _world.ControlAsync("reports", new { accountId = _world.Payer.AccountId, months = 2 });

        var (report, export) = (await _world.RowsAsync("20261001-20261101"), await RowsAsync("exported", "2026-10"));

        Assert.Equal(report.Count, export.Count);
        Assert.All(report.Zip(export), pair =>
        {
            foreach (var (legacy, name) in new[] { ("lineItem/UsageAccountId", "line_item_usage_account_id"), ("lineItem/UnblendedCost", "line_item_unblended_cost"), ("bill/InvoiceId", "bill_invoice_id"), ("savingsPlan/SavingsPlanArn", "savings_plan_savings_plan_a_r_n") })
                Assert.Equal(pair.First[legacy], pair.Second[name]);
            var product = JsonElement.Parse(pair.Second["product"]);
            Assert.Equal(pair.First["product/ProductName"], product.GetProperty("product_name").GetString());
            Assert.Equal(pair.First["product/region"], product.TryGetProperty("region", out var region) ? region.GetString() : "");
            Assert.Equal("{}", pair.Second["resource_tags"]);
        });
        Assert.Equal(["cur/exported/data/BILLING_PERIOD=2026-10/exported-00001.csv.gz", "cur/exported/data/BILLING_PERIOD=2026-10/exported-00002.csv.gz"], await _world.KeysAsync("cur/exported/data/BILLING_PERIOD=2026-10/"));
        Assert.Equal(export[0].Columns, (await ManifestAsync("exported", "2026-10")).GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Exports_are_listed_page_by_page_and_are_no_reports()
    {
        var arns = new List<string>();
        foreach (var name in new[] { "a", "b", "c" }) arns.Add(await CreateAsync(name));
        var first = (await CallAsync("ListExports", new { MaxResults = 2 })).Json;
        var second = (await CallAsync("ListExports", new { MaxResults = 2, NextToken = first.GetProperty("NextToken").GetString() })).Json;

        Assert.Equal(arns, first.GetProperty("Exports").EnumerateArray().Concat(second.GetProperty("Exports").EnumerateArray()).Select(e => e.GetProperty("ExportArn").GetString()!));
        Assert.False(second.TryGetProperty("NextToken", out _));
        Assert.Empty((await _world.Payer.JsonAsync("cur", ReportOperations.Target, "DescribeReportDefinitions")).Json.GetProperty("ReportDefinitions").EnumerateArray());
        Assert.Equal("a", (await CallAsync("GetExport", new { ExportArn = arns[0] })).Json.GetProperty("Export").GetProperty("Name").GetString());

        await CallAsync("DeleteExport", new { ExportArn = arns[0] });
        Assert.Equal("ResourceNotFoundException", (await _world.Payer.JsonAsync(ExportOperations.Service, ExportOperations.Target, "GetExport", new { ExportArn = arns[0] })).Error);
        foreach (var name in new[] { "d", "e", "f" }) await CreateAsync(name);
        Assert.Equal("ServiceQuotaExceededException", (await TryCreateAsync(ExportOrder.Of("g", BillingWorld.Bucket, "cur"))).Error);
        Assert.Equal("ValidationException", (await TryCreateAsync(ExportOrder.Of("b", BillingWorld.Bucket, "cur"))).Error);
    }

    [Fact]
    public async Task An_export_that_cannot_be_delivered_is_refused_or_unhealthy()
    {
        await _world.AllowAsync();
        Assert.Equal("ValidationException", (await TryCreateAsync(ExportOrder.Of("exported", BillingWorld.Bucket, "cur"))).Error);
        await _world.AllowAsync("bcm-data-exports.amazonaws.com");
        Assert.Equal("ValidationException", (await TryCreateAsync(ExportOrder.Of("ex ported", BillingWorld.Bucket, "cur"))).Error);
        Assert.Equal("ValidationException", (await TryCreateAsync(ExportOrder.Of("exported", "no-such-bucket", "cur"))).Error);
        Assert.Equal("ValidationException", (await TryCreateAsync(ExportOrder.Of("exported", BillingWorld.Bucket, "cur", overwrite: "SOMETIMES"))).Error);

        var arn = await CreateAsync("exported");
        await _world.AllowAsync();
        _world.GoTo("2026-11-23T00:00");
        Assert.Equal(("UNHEALTHY", "INSUFFICIENT_PERMISSION"), (await StatusAsync(arn)) is var sick ? (sick.GetProperty("StatusCode").GetString(), sick.GetProperty("StatusReason").GetString()) : default);
        await _world.AllowAsync("bcm-data-exports.amazonaws.com");
        _world.GoTo("2026-11-24T00:00");
        Assert.Equal("HEALTHY", (await StatusAsync(arn)).GetProperty("StatusCode").GetString());
    }

    [Fact]
    public async Task F52_The_manifest_lies_when_a_fault_says_so()
    {
        await CreateAsync("exported");
        await _world.BreakNextAsync("wrong-account");
        Assert.Contains(":999999999999:", (await ManifestAsync("exported")).GetProperty("exportArn").GetString(), StringComparison.Ordinal);
        await _world.BreakNextAsync("outside-prefix");
        Assert.Contains("/../", (await ManifestAsync("exported")).GetProperty("dataFiles")[2].GetString(), StringComparison.Ordinal);
        await _world.BreakNextAsync("malformed/missing-column");
        Assert.DoesNotContain("line_item_unblended_cost", (await RowsAsync("exported", "2026-11"))[0].Columns);
    }

    private async Task<string> CreateAsync(string name, string overwrite = "CREATE_NEW_REPORT") =>
        (await TryCreateAsync(ExportOrder.Of(name, BillingWorld.Bucket, "cur", overwrite))).Ok().Json.GetProperty("ExportArn").GetString()!;

    private Task<CloudReply> TryCreateAsync(object export) => _world.Payer.JsonAsync(ExportOperations.Service, ExportOperations.Target, "CreateExport", new { Export = export });

    private async Task<CloudReply> CallAsync(string operation, object input) => (await _world.Payer.JsonAsync(ExportOperations.Service, ExportOperations.Target, operation, input)).Ok();

    private async Task<JsonElement> StatusAsync(string arn) => (await CallAsync("GetExport", new { ExportArn = arn })).Json.GetProperty("ExportStatus");

    private async Task<JsonElement> ManifestAsync(string name, string month = "2026-11") =>
        JsonElement.Parse(Encoding.UTF8.GetString(await _world.BytesAsync($"cur/{name}/metadata/BILLING_PERIOD={month}/{name}-Manifest.json")));

    private async Task<List<ReportRow>> RowsAsync(string name, string month)
    {
        List<ReportRow> rows = [];
        foreach (var file in (await ManifestAsync(name, month)).GetProperty("dataFiles").EnumerateArray())
            rows.AddRange(ReportRow.Read(BillingWorld.Unpack(await _world.BytesAsync(file.GetString()!.Replace($"s3://{BillingWorld.Bucket}/", "", StringComparison.Ordinal)))));
        return rows;
    }
}
