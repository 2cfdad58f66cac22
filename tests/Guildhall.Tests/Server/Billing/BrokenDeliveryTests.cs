using System.IO.Compression;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Deliveries that are broken, cut, lying or not there yet: what was in force stays, and somebody is told. security.md F-50 to F-52.</summary>
public abstract class BrokenDeliveryTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await Bucket.DeliverAsync(October, "sound", Lines(1_000), Lines(1_000));
        Assert.Equal("200", (await IngestAsync()).Json.GetProperty("sums").GetProperty("USD").GetString());
    }

    [Fact(Timeout = 180_000)]
    public async Task F50_A_file_that_is_cut_wrong_or_missing_leaves_the_earlier_version_in_force_and_is_told_once()
    {
        var whole = Bucket.Packed(October, Lines(5_000));
        var wrong = whole.ToArray();
        wrong[^6] ^= 1;
        foreach (var (number, (bytes, why)) in new (byte[]? Bytes, string Why)[] { (whole[..(whole.Length / 2)], "cut off"), (wrong, "checksum is wrong"), (null, "which is not there") }.Index())
        {
            // AWS's manifest is there before the second file, which never comes.
            await Bucket.DeliverAsync(October, $"broken-{number}", Lines(2_000), Lines(10));
            if (bytes is null) await Bucket.DeleteAsync(ReportBucket.KeyOf(October, $"broken-{number}", 2));
            else await Bucket.PutAsync(ReportBucket.KeyOf(October, $"broken-{number}", 2), bytes);
            for (var turn = 0; turn < 2; turn++) Assert.Contains(why, (await IngestAsync()).Error, StringComparison.Ordinal);

            await ExpectSoundAsync();
            Assert.Equal((ReportLoadState.Failed, number + 1), ((await RunsAsync())[^1].State, (await EventsAsync()).Count(e => e == "Report Failed")));
        }

        // The file comes after all.
        await Bucket.PutAsync(ReportBucket.KeyOf(October, "broken-2", 2), Bucket.Packed(October, Lines(10)));
        Assert.Equal("201", (await IngestAsync()).Json.GetProperty("sums").GetProperty("USD").GetString());
        Assert.Equal(201m, (await CostsAsync()).Values.Sum());
    }

    [Fact(Timeout = 120_000)]
    public async Task C4_Files_that_are_overwritten_while_they_are_read_are_not_put_in_force()
    {
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.csv.gz"), Bucket.Packed(October, Lines(10)), Cancellation);
        var month = BillingMonth.Read(October).Value;
        var source = new ReplacedReports(new FolderReports(folder, month, World.Management)) { Opened = _ => File.WriteAllBytesAsync(Path.Combine(folder, "z.csv.gz"), Bucket.Packed(October, Lines(20)), Cancellation) };

        Assert.Equal("REPORT_REPLACED", (await Guildhall.ReportIngest.IngestAsync(Tenant, source, month, Somebody, Cancellation)).Problems[0].Code);
        await ExpectSoundAsync();

        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = 120_000)]
    public async Task F51_Lines_that_are_not_understood_are_quarantined_and_counted()
    {
        ReportRow[] faulty = [new(World.Ledger, "1e400"), new(World.Ledger, "NaN"), new(World.Ledger, "1") { Currency = "XXX" }, new(World.Ledger, "1") { Start = "2026-11-01T00:00:00Z" }, new("12345", "1"), new(World.Ledger, "x\"y")];
        await Bucket.DeliverAsync(October, "faulty", [.. Lines(10_000), .. faulty]);

        var read = (await IngestAsync()).Json;

        Assert.Equal((10_000, 6, "1000"), (read.GetProperty("rows").GetInt32(), read.GetProperty("quarantined").GetInt32(), read.GetProperty("sums").GetProperty("USD").GetString()));
        await using var db = Guildhall.Database.Open();
        var kept = await db.ReportFaults.AsNoTracking().OrderBy(f => f.Place).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(10_002, 6).Select(n => (long)n), kept.Select(f => f.Line));
        Assert.All(kept, f => Assert.Equal("guildhall-daily-1.csv.gz", f.File));
        Assert.Equal(["AmountTooLarge: lineItem/UnblendedCost", "NotANumber: lineItem/UnblendedCost", "UnknownCurrency: lineItem/CurrencyCode", "OutsidePeriod: lineItem/UsageStartDate", "UnknownAccount: lineItem/UsageAccountId"], kept.Take(5).Select(f => f.Reason));
    }

    [Fact(Timeout = 120_000)]
    public async Task F51_More_than_one_line_in_a_thousand_refuses_the_whole()
    {
        await Bucket.DeliverAsync(October, "exactly", [.. Lines(999), new ReportRow(World.Ledger, "many")]);
        Assert.Empty((await IngestAsync()).Error);
        Assert.Equal(99.9m, (await CostsAsync()).Values.Sum());
        await Bucket.DeliverAsync(October, "more", [.. Lines(998), new ReportRow(World.Ledger, "many")]);

        Assert.Contains("more than one in a thousand", (await IngestAsync()).Error, StringComparison.Ordinal);

        Assert.Equal(99.9m, (await CostsAsync()).Values.Sum());
        Assert.Contains("Report Failed", await EventsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task F51_What_refuses_the_whole_is_kept_line_by_line_with_its_code_until_a_later_run_ends()
    {
        await Bucket.DeliverAsync(October, "more", [.. Lines(998), .. Enumerable.Repeat(new ReportRow(World.Ledger, "many"), 1_200)]);
        await IngestAsync();
        var failed = (await RunsAsync())[^1];
        Assert.Equal((ReportLoadState.Failed, "TOO_MANY_FAULTS", 1_200L), (failed.State, failed.Code, failed.Faulted));
        using var ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
        var page = (await ines.GetAsync($"/spend/runs/{failed.Id}?tab=failed")).Html;
        foreach (var told in new[] { "<code>TOO_MANY_FAULTS</code>", "Line 1,000 ", "No number", "The first 1,000 of 1,200 are kept.", "None taken, 1,200 not understood" }) Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains("guildhall-daily-1.csv.gz,1000,Data error,No number,lineItem/UnblendedCost,many", (await ines.GetAsync($"/spend/runs/{failed.Id}/faults.csv")).Html, StringComparison.Ordinal);
        Assert.Contains("TOO_MANY_FAULTS", (await ines.GetAsync("/spend/runs")).Html, StringComparison.Ordinal);
        Assert.Equal([1L, 2L], await StoredLoadsAsync());

        await IngestAsync();
        Assert.Equal([1L, 3L], await StoredLoadsAsync());
        await Bucket.DeliverAsync(October, "mended", Lines(10));
        await IngestAsync();
        Assert.Equal([4L], await StoredLoadsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task F51_A_file_without_a_column_that_is_needed_or_of_another_payer_is_refused()
    {
        await Bucket.DeliverAsync(October, "columns", Lines(10));
        await Bucket.PutAsync(ReportBucket.KeyOf(October, "columns", 1), ReportBucket.Packed("bill/PayerAccountId,lineItem/UsageAccountId\n1,2\n"));
        Assert.Contains("has no column", (await IngestAsync()).Error, StringComparison.Ordinal);

        await Bucket.DeliverAsync(October, "payer", Lines(10));
        await Bucket.PutAsync(ReportBucket.KeyOf(October, "payer", 1), ReportBucket.Packed($"{ReportRow.Header}\n{new ReportRow(World.Ledger, "1").In(October, World.Standalone)}\n"));
        Assert.Contains("OtherPayer", (await IngestAsync()).Error, StringComparison.Ordinal);
        await ExpectSoundAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task F52_A_bomb_is_stopped_and_names_that_lead_elsewhere_are_refused()
    {
        await Bucket.DeliverAsync(October, "bomb", Lines(10));
        await Bucket.PutAsync(ReportBucket.KeyOf(October, "bomb", 1), Bomb());
        Assert.Contains("packed more than 100 times over", (await IngestAsync()).Error, StringComparison.Ordinal);

        foreach (var key in new[] { "cur/guildhall-daily/../../etc/passwd", "cur/other/guildhall-daily-1.csv.gz", "/etc/passwd", "cur/guildhall-daily/./x.csv.gz", "cur/guildhall-daily//x.csv.gz", "cur/guildhall-daily/a\\b.csv.gz" })
        {
            await Bucket.PutManifestAsync(October, "elsewhere", [key]);
            Assert.Contains("names a file outside the report's folder", (await IngestAsync()).Error, StringComparison.Ordinal);
        }

        await ExpectSoundAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_manifest_that_lies_is_not_believed()
    {
        var key = ReportBucket.KeyOf(October, "sound", 1);
        foreach (var (put, why) in new (Func<Task> Put, string Why)[]
        {
            (() => Bucket.PutManifestAsync(October, "lie", [key], account: World.Standalone), "the report of another account"),
            (() => Bucket.PutManifestAsync(October, "lie", [key, key]), "names a file twice"),
            (() => Bucket.PutManifestAsync(October, "lie", []), "names 0 files"),
            (() => Bucket.PutManifestAsync(October, "lie", Enumerable.Range(0, 1_001).Select(n => key + n)), "names 1,001 files"),
            (() => Bucket.PutManifestAsync(October, "lie", [key], contentType: "Parquet"), "reads no Parquet"),
            (() => Bucket.PutManifestAsync(October, new { assemblyId = "lie", account = World.Management, bucket = "another-bucket", reportKeys = new[] { key } }), "names another bucket"),
            (() => Bucket.PutManifestAsync(October, new { assemblyId = "lie", account = World.Management, billingPeriod = new { start = "20260901T000000.000Z" }, reportKeys = new[] { key } }), "is for 2026-09"),
            (() => Bucket.PutManifestAsync(October, new[] { 1 }), "no JSON object"),
        })
        {
            await put();
            Assert.Contains(why, (await IngestAsync()).Error, StringComparison.Ordinal);
        }

        await ExpectSoundAsync();
        Assert.Single(await RunsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task The_bucket_of_another_owner_is_not_read()
    {
        await GiveBucketAsync(World.Standalone);
        var terminal = Hall.Terminal();
        Assert.Equal(1, await terminal.RunAsync("report", "ingest", "--organization", World.Management));
        Assert.Contains("AWS does not let the link read the bucket", terminal.Error, StringComparison.Ordinal);
        await GiveBucketAsync(World.Management);
        Assert.Equal(0, await terminal.RunAsync("report", "ingest", "--organization", World.Management));
        await ExpectSoundAsync();
    }

    /// <summary>The name of the bucket is another account's.</summary>
    private async Task GiveBucketAsync(string account)
    {
        using var aws = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        (await aws.PostAsJsonAsync("/_simulation/buckets", new { name = ReportBucket.Name(Hall), accountId = account }, Cancellation)).EnsureSuccessStatusCode();
    }

    private async Task ExpectSoundAsync() => Assert.Equal(200m, (await CostsAsync()).Values.Sum());

    /// <summary>128 MB of blanks behind a header, in some 128 KB.</summary>
    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(ReportRow.Header + "\n"));
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)'\n');
            for (var n = 0; n < 128; n++) gzip.Write(blanks);
        }

        return bytes.ToArray();
    }
}

public sealed class BrokenDeliveryOnSqliteTests() : BrokenDeliveryTests(null);

[Trait("Ring", "Postgres")]
public sealed class BrokenDeliveryOnPostgresTests(PostgresServer server) : BrokenDeliveryTests(new PostgresDatabase(server));
