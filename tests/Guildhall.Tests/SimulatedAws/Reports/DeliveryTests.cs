using System.Text.RegularExpressions;

namespace Guildhall.Tests.SimulatedAws.Reports;

/// <summary>When reports are delivered, where, and with what around them. aws-operations.md C.3, C.7; vendor-integration.md 15.1.</summary>
public sealed partial class DeliveryTests
{
    private const string November = "20261101-20261201";

    [Fact]
    public async Task Vendor15_1_The_first_delivery_comes_within_a_day_and_the_status_tells_it()
    {
        await using var world = await BillingWorld.StartAsync();
        await world.DefineAsync();
        Assert.Empty(await world.KeysAsync());
        Assert.Equal("{}", (await world.StatusAsync()).ToString());

        world.GoTo("2026-11-21T20:00");

        Assert.Equal("""{"lastDelivery":"20261121T200000Z","lastStatus":"SUCCESS"}""", (await world.StatusAsync()).ToString());
        var keys = await world.KeysAsync();
        Assert.Equal(3, keys.Count);
        Assert.All(keys, key => Assert.Matches(KeyForm(), key));
    }

    [Fact]
    public async Task C3_The_manifest_names_files_and_columns_and_stands_in_both_places()
    {
        await using var world = await BillingWorld.StartAsync();
        await world.DefineAsync();
        world.GoTo("2026-11-22T00:00");

        var manifest = await world.ManifestAsync(November);
        var (assembly, key) = (manifest.GetProperty("assemblyId").GetString()!, Assert.Single(manifest.GetProperty("reportKeys").EnumerateArray()).GetString()!);
        Assert.Equal($"cur/daily/{November}/{assembly}/daily-1.csv.gz", key);
        Assert.Equal(await world.BytesAsync($"cur/daily/{November}/daily-Manifest.json"), await world.BytesAsync($"cur/daily/{November}/{assembly}/daily-Manifest.json"));
        Assert.Equal(world.Payer.AccountId, manifest.GetProperty("account").GetString());
        Assert.Equal(("UTF-8", "GZIP", "text/csv", "daily", BillingWorld.Bucket), (Text("charset"), Text("compression"), Text("contentType"), Text("reportName"), Text("bucket")));
        Assert.Matches("^[0-9a-f]{64}$", Text("reportId"));
        Assert.Equal("""{"start":"20261101T000000.000Z","end":"20261201T000000.000Z"}""", Regex.Replace(manifest.GetProperty("billingPeriod").GetRawText(), @"\s", ""));
        Assert.Empty(manifest.GetProperty("additionalArtifactKeys").EnumerateArray());
        var columns = manifest.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("category").GetString()}/{c.GetProperty("name").GetString()}").ToList();
        Assert.InRange(columns.Count, 100, 131);
        Assert.All(await world.RowsAsync(manifest), row => Assert.Equal((columns.Count, columns.Count), (row.Columns.Count, row.Cells.Count)));
        Assert.Equal(columns, (await world.RowsAsync(manifest))[0].Columns);

        string Text(string name) => manifest.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task C7_Each_delivery_tells_the_whole_month_anew_and_the_days_that_were_counted_stay()
    {
        await using var world = await BillingWorld.StartAsync();
        await world.DefineAsync();
        world.GoTo("2026-11-22T00:00");
        var first = await world.ManifestAsync(November);
        var before = await world.RowsAsync(first);
        world.GoTo("2026-11-23T00:00");
        var second = await world.ManifestAsync(November);
        var after = await world.RowsAsync(second);

        Assert.NotEqual(first.GetProperty("assemblyId").GetString(), second.GetProperty("assemblyId").GetString());
        Assert.Equal(Counted(before, "2026-11-21"), Counted(after, "2026-11-21"));
        Assert.True(Sum(after, "2026-11-21") > Sum(before, "2026-11-21"));
        Assert.Contains(after, row => row.Day == "2026-11-22");
        Assert.NotEqual(before[0]["identity/LineItemId"], after[0]["identity/LineItemId"]);
        Assert.Equal(before.Select(row => row.Content), (await world.RowsAsync(first)).Select(row => row.Content));

        // What the month's sum gives follows it: discount, tax.
        static List<string> Counted(List<ReportRow> rows, string until) => [.. rows.Where(row => string.CompareOrdinal(row.Day, until) < 0 && row.Type is not ("Tax" or "RIFee")).Select(row => row.Content)];
        static decimal Sum(List<ReportRow> rows, string day) => rows.Where(row => row.Day == day && row.Type == "Usage").Sum(row => row.Cost);
    }

    [Fact]
    public async Task Two_worlds_of_one_seed_deliver_the_same_bytes()
    {
        await using var one = await BillingWorld.StartAsync();
        await using var other = await BillingWorld.StartAsync();
        foreach (var world in new[] { one, other })
        {
            await world.DefineAsync();
            world.GoTo("2026-12-02T00:00");
        }

        var keys = await one.KeysAsync();
        Assert.Equal(keys, await other.KeysAsync());
        foreach (var key in keys) Assert.Equal(await one.BytesAsync(key), await other.BytesAsync(key));
    }

    [Fact]
    public async Task Older_assemblies_stay_for_three_days_and_the_data_file_stays_small()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("world-").FullName, "world.db");
        await using (var world = await BillingWorld.StartAsync(members: 60, settings: options => options with { DataFile = file }))
        {
            await world.DefineAsync();
            world.GoTo("2027-02-20T23:00");
            foreach (var month in (string[])["20261101-20261201", "20261201-20270101", "20270101-20270201", "20270201-20270301"])
            {
                var folders = (await world.KeysAsync($"cur/daily/{month}/")).Select(key => key.Split('/')).Where(parts => parts.Length == 5).Select(parts => parts[3]).Distinct();
                Assert.Equal(4, folders.Count());
            }

            Assert.NotEmpty(await world.RowsAsync("20270101-20270201"));
        }

        Assert.InRange(new FileInfo(file).Length, 1, 2_000_000);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task Many_accounts_are_shared_out_among_several_files()
    {
        await using var world = await BillingWorld.StartAsync(members: 60);
        await world.DefineAsync();
        world.GoTo("2026-11-22T00:00");

        var keys = (await world.ManifestAsync(November)).GetProperty("reportKeys").EnumerateArray().Select(key => key.GetString()!).ToList();
        Assert.Equal(3, keys.Count);
        var accounts = new List<string>();
        foreach (var key in keys) accounts.AddRange(ReportRow.Read(BillingWorld.Unpack(await world.BytesAsync(key))).Select(row => row.Account).Distinct());
        Assert.Equal(accounts.Distinct(), accounts);
        Assert.Equal(world.Members.Append(world.Payer.AccountId).Order(StringComparer.Ordinal), accounts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S3_lists_the_size_and_gives_the_part_that_is_asked_for()
    {
        await using var world = await BillingWorld.StartAsync(members: 3);
        await world.DefineAsync();
        world.GoTo("2026-11-22T00:00");

        var listed = (await world.Payer.StorageAsync("GET", $"/{BillingWorld.Bucket}?list-type=2&prefix=cur%2Fdaily%2F")).Ok();
        var whole = await world.BytesAsync(listed.Elements("Key").First());
        Assert.Equal(whole.Length, int.Parse(listed.Elements("Size").First(), System.Globalization.CultureInfo.InvariantCulture));
        var part = await world.Payer.StorageAsync("GET", $"/{BillingWorld.Bucket}/{listed.Elements("Key").First()}", "", ("Range", "bytes=10-19"));
        Assert.Equal(206, part.Status);
        Assert.Equal(whole[10..20], part.Bytes);
        Assert.Equal([$"cur/daily/{November}/"], (await world.Payer.StorageAsync("GET", $"/{BillingWorld.Bucket}?delimiter=%2F&list-type=2&prefix=cur%2Fdaily%2F")).Ok().Elements("CommonPrefixes"));
    }

    [Fact]
    public async Task An_overwriting_report_has_one_set_of_files_without_folders_and_one_of_resources_names_them()
    {
        await using var world = await BillingWorld.StartAsync(members: 3);
        await world.DefineAsync(versioning: "OVERWRITE_REPORT", elements: ["RESOURCES"]);
        world.GoTo("2026-11-24T00:00");

        Assert.Equal([$"cur/daily/{November}/daily-1.csv.gz", $"cur/daily/{November}/daily-Manifest.json"], await world.KeysAsync());
        Assert.Contains(await world.RowsAsync(November), row => row["lineItem/ResourceId"].StartsWith("arn:aws:amazons3:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_simulation_cannot_make_is_not_delivered()
    {
        await using var world = await BillingWorld.StartAsync(members: 3);
        await world.DefineAsync(compression: "Parquet", versioning: "OVERWRITE_REPORT");
        world.GoTo("2026-11-24T00:00");

        Assert.Empty(await world.KeysAsync(""));
        Assert.Equal("{}", (await world.StatusAsync()).ToString());
    }

    [Fact]
    public async Task C2_A_policy_that_no_longer_lets_the_billing_service_in_is_told_and_the_next_day_may_heal_it()
    {
        await using var world = await BillingWorld.StartAsync(members: 3);
        await world.DefineAsync();
        await world.AllowAsync("somebody.amazonaws.com");
        world.GoTo("2026-11-22T00:00");
        Assert.Equal("""{"lastStatus":"ERROR_PERMISSIONS"}""", (await world.StatusAsync()).ToString());

        await world.AllowAsync();
        world.GoTo("2026-11-22T20:00");
        Assert.Equal("""{"lastDelivery":"20261122T200000Z","lastStatus":"SUCCESS"}""", (await world.StatusAsync()).ToString());

        var stranger = world.Cloud.Account("stranger@example.com");
        await world.ControlAsync("buckets", new { name = BillingWorld.Bucket, accountId = stranger.AccountId });
        world.GoTo("2026-11-23T20:00");
        Assert.Equal("""{"lastDelivery":"20261122T200000Z","lastStatus":"ERROR_PERMISSIONS"}""", (await world.StatusAsync()).ToString());
        Assert.Equal(403, (await world.Payer.StorageAsync("GET", $"/{BillingWorld.Bucket}?list-type=2", "", ("x-amz-expected-bucket-owner", world.Payer.AccountId))).Status);
        Assert.Equal(200, (await world.Payer.StorageAsync("GET", $"/{BillingWorld.Bucket}?list-type=2", "", ("x-amz-expected-bucket-owner", stranger.AccountId))).Status);
    }

    [Fact]
    public async Task A_bucket_that_is_gone_is_told()
    {
        await using var world = await BillingWorld.StartAsync(members: 3);
        await world.DefineAsync();
        Assert.Equal(204, (await world.Payer.StorageAsync("DELETE", "/" + BillingWorld.Bucket)).Status);
        world.GoTo("2026-11-22T00:00");

        Assert.Equal("""{"lastStatus":"ERROR_NO_BUCKET"}""", (await world.StatusAsync()).ToString());
    }

    [GeneratedRegex(@"\Acur/daily/20261101-20261201/([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}/)?daily-(1\.csv\.gz|Manifest\.json)\z")]
    private static partial Regex KeyForm();
}
