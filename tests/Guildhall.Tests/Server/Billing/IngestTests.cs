using Guildhall.App.Billing.Ingest;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Deliveries that are whole: read, restated, read twice, by two at once. vendor-integration.md 15.2, 19.9; security.md F-53.</summary>
public abstract class IngestTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task Vendor19_9_A_restated_month_replaces_and_does_not_add_and_the_same_assembly_again_changes_nothing()
    {
        await Bucket.DeliverAsync(October, "first", Lines(1_000), [new ReportRow(World.Management, "-0.00000075", "ComputeSavingsPlans"), new ReportRow("999988887777", "1E-1") { Entity = "AWS Marketplace", Product = "7h2k" }]);
        var read = (await IngestAsync()).Json;
        Assert.Equal((1_002, 4, 0), (read.GetProperty("rows").GetInt32(), read.GetProperty("accounts").GetInt32(), read.GetProperty("quarantined").GetInt32()));
        Assert.Equal("100.09999925", read.GetProperty("sums").GetProperty("USD").GetString());

        // An account that nobody knows is no fault: its money is in the bill.
        var costs = await CostsAsync();
        Assert.Equal((50m, 50m, -0.00000075m, 0.1m), (costs[World.Developer], costs[World.Ledger], costs[World.Management], costs["999988887777"]));
        Assert.Equal((100m, 0.1m), ((await CostsAsync("service"))["AmazonEC2"], Assert.Single(await CostsAsync("product")).Value));
        Assert.Equal((28, 100.09999925m), ((await CostsAsync("day")).Count, (await CostsAsync("day")).Values.Sum()));

        var again = (await IngestAsync()).Json;
        Assert.False(Assert.Single(again.GetProperty("reports").EnumerateArray()).GetProperty("changed").GetBoolean());
        Assert.Equal(read.GetProperty("sums").GetRawText(), again.GetProperty("sums").GetRawText());
        Assert.Single(await RunsAsync());

        await Bucket.DeliverAsync(October, "second", Lines(800), Lines(10, "2", "AmazonS3"));
        Assert.Equal("100", (await IngestAsync()).Json.GetProperty("sums").GetProperty("USD").GetString());
        Assert.Equal(new[] { World.Developer, World.Ledger }.Order(StringComparer.Ordinal), (await CostsAsync()).Keys);
        Assert.Equal([ReportLoadState.Superseded, ReportLoadState.InForce], (await RunsAsync()).Select(r => r.State));
        Assert.Equal([(await RunsAsync())[1].Number], await StoredLoadsAsync());
        Assert.Equal(["Report Loaded", "Report Loaded"], await EventsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task F53_A_new_version_tells_what_it_changed()
    {
        await Bucket.DeliverAsync(October, "first", Lines(100));
        await IngestAsync();
        await Bucket.DeliverAsync(October, "second", [.. Lines(100), new ReportRow(World.Ledger, "7.5", "AmazonS3")]);
        await IngestAsync();

        var runs = await RunsAsync();
        Assert.Null(runs[0].Difference);
        var difference = ReportDifference.Read(runs[1].Difference!);
        var account = Assert.Single(difference.Accounts);
        Assert.Equal((World.Ledger, 5m, 12.5m), (account.Id, account.Before, account.After));
        var product = Assert.Single(difference.Products);
        Assert.Equal(("AmazonS3", 0m, 7.5m), (product.Id, product.Before, product.After));
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_all_who_read_a_month_at_once_one_reads_it()
    {
        await Bucket.DeliverAsync(October, "first", Lines(20_000));
        var month = BillingMonth.Read(October).Value;
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => n % 2 == 0
            ? Task.Run(async () => (await Guildhall.ReportFetches.FetchAsync(Tenant, month, Somebody, Cancellation)).Value[0].Problem?.Code)
            : Task.Run(async () => (await IngestAsync()).Error.Contains("is being read", StringComparison.Ordinal) ? ReportLoads.BeingRead : null)));

        Assert.All(all, code => Assert.True(code is null or ReportLoads.BeingRead, code));
        Assert.Single(await RunsAsync());
        Assert.Equal(2_000m, (await CostsAsync()).Values.Sum());
    }

    [Fact(Timeout = 120_000)]
    public async Task Verifying_reads_again_stores_nothing_and_sees_a_difference()
    {
        await Bucket.DeliverAsync(October, "first", Lines(100));
        await IngestAsync();
        var terminal = Hall.Terminal();
        var same = Assert.Single((await terminal.AnswerAsync("report", "verify", "--organization", World.Management)).EnumerateArray());
        Assert.Equal((true, true, 100), (same.GetProperty("equal").GetBoolean(), same.GetProperty("sameDelivery").GetBoolean(), same.GetProperty("rows").GetInt32()));

        // The file was changed under the same delivery.
        await Bucket.PutAsync(ReportBucket.KeyOf(October, "first", 1), Bucket.Packed(October, Lines(99)));
        Assert.Equal(1, await terminal.RunAsync("report", "verify", "--organization", World.Management, "--period", October));
        Assert.Contains("does not add up to what is in force", terminal.Error, StringComparison.Ordinal);
        Assert.False(terminal.Json[0].GetProperty("equal").GetBoolean());
        Assert.Single(await RunsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Files_of_a_folder_are_read_without_a_bucket()
    {
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.csv.gz"), Bucket.Packed(October, Lines(10)), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.csv"), $"{ReportRow.Header}\n{new ReportRow(World.Ledger, "0.5").In(October, World.Management)}\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "no report", Cancellation);

        var read = (await IngestAsync("--folder", folder)).Json;

        Assert.Equal((11, 2, "1.5"), (read.GetProperty("rows").GetInt32(), read.GetProperty("accounts").GetInt32(), read.GetProperty("sums").GetProperty("USD").GetString()));
        var run = Assert.Single((await Hall.Terminal().AnswerAsync("report", "list")).EnumerateArray());
        Assert.Equal(("InForce", 2, 11), (run.GetProperty("state").GetString(), run.GetProperty("files").GetInt32(), run.GetProperty("rows").GetInt32()));
        Directory.Delete(folder, recursive: true);

        var none = Hall.Terminal();
        Assert.Equal(1, await none.RunAsync("report", "ingest", "--organization", World.Management, "--folder", folder, "--period", October));
        Assert.Equal($"There is no folder {folder}.", none.Line);
    }

    [Fact(Timeout = 120_000)]
    public async Task Files_tell_whose_they_are_and_of_which_months_also_of_a_payer_that_is_not_linked()
    {
        const string Other = "999900001111";
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        await WriteAsync("a.csv.gz", "2026-09", World.Management, new ReportRow(World.Ledger, "3"));
        await WriteAsync("b.csv.gz", October, World.Management, new ReportRow(World.Ledger, "4"));
        await WriteAsync("c.csv.gz", October, Other, new ReportRow(World.Developer, "0.5"), new ReportRow(Other, "0.25"));
        var terminal = Hall.Terminal();

        var read = await terminal.AnswerAsync("report", "ingest", "--folder", folder);
        Assert.Equal((4, 3, "7.75"), (read.GetProperty("rows").GetInt32(), read.GetProperty("accounts").GetInt32(), read.GetProperty("sums").GetProperty("USD").GetString()));
        Assert.Equal([(Tenant, "2026-09"), (Tenant, October), (Other, October)], read.GetProperty("reports").EnumerateArray().Select(r => (r.GetProperty("organizationId").GetString()!, r.GetProperty("period").GetString()!)).OrderBy(r => r.Item1 == Other));
        Assert.All((await terminal.AnswerAsync("report", "ingest", "--folder", folder)).GetProperty("reports").EnumerateArray(), r => Assert.False(r.GetProperty("changed").GetBoolean()));

        // It is shown, verified and read line by line as that of a link is; nothing is fetched for it.
        Assert.Equal([(World.Developer, "0.5"), (Other, "0.25")], (await terminal.AnswerAsync("report", "show", "--organization", Other, "--period", October)).GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("account").GetString()!, r.GetProperty("unblended").GetString()!)).OrderByDescending(r => r.Item2, StringComparer.Ordinal));
        Assert.Equal(3, (await terminal.AnswerAsync("report", "verify")).EnumerateArray().Count(p => p.GetProperty("equal").GetBoolean()));
        var manager = await Hall.CallerAsync(World.Management, "bill-manager", "GuildhallManager");
        Assert.Equal("0.75", (string?)(await manager.GetAsync($"/api/v1/spend/lines?organizationId={Other}&period={October}")).Json["sums"]!["USD"]!["unblended"]);
        Assert.Equal("0.75", (string?)(await manager.GetAsync($"/api/v1/spend?organizationId={Other}&from={October}&to={October}")).Json["sum"]!["total"]);
        Assert.Equal(1, await terminal.RunAsync("report", "ingest", "--organization", Other));
        Assert.Contains("is not linked", terminal.Error, StringComparison.Ordinal);
        var run = (await terminal.AnswerAsync("report", "list", "--organization", Other))[0].GetProperty("id").GetString()!;
        Assert.Equal(("InForce", 2), (await terminal.AnswerAsync("report", "reprocess", run)) is var made ? (made.GetProperty("state").GetString(), made.GetProperty("rows").GetInt32()) : default);
        using var maya = await Hall.SignedInAsync("maya@example.com", "MarketplaceManager", "");
        var page = (await maya.GetAsync("/spend/runs")).Html;
        Assert.Equal(1, page.Split($"<option value=\"{Other}\"").Length - 1);

        // Of several months one; nothing of what is asked for; a file of nobody.
        Assert.Equal("2026-09", Assert.Single((await terminal.AnswerAsync("report", "ingest", "--folder", folder, "--period", "2026-09")).GetProperty("reports").EnumerateArray()).GetProperty("period").GetString());
        Assert.Equal(1, await terminal.RunAsync("report", "ingest", "--folder", folder, "--period", "2026-01"));
        Assert.Contains($"{Other} for {October}, and none of what is asked for", terminal.Error, StringComparison.Ordinal);
        await WriteAsync("d.csv.gz", October, "1234567890123", new ReportRow(World.Ledger, "1"));
        Assert.Equal(1, await terminal.RunAsync("report", "ingest", "--folder", folder));
        Assert.StartsWith("d.csv.gz does not tell whose it is", terminal.Line, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);

        Task WriteAsync(string file, string month, string payer, params IEnumerable<ReportRow> rows) =>
            File.WriteAllBytesAsync(Path.Combine(folder, file), ReportBucket.Packed(string.Join('\n', [ReportRow.Header, .. rows.Select(r => r.In(month, payer)), ""])), Cancellation);
    }

    [Fact(Timeout = 120_000)]
    public async Task Costs_are_shown_as_CSV_with_all_their_places()
    {
        await Bucket.DeliverAsync(October, "first", [new ReportRow(World.Ledger, "0.0000000001"), new ReportRow(World.Ledger, "12.5") { Currency = "EUR" }]);
        await IngestAsync();
        var terminal = Hall.Terminal();
        Assert.Equal(0, await terminal.RunAsync("report", "show", "--organization", World.Management, "--period", October, "--by", "account", "--csv"));
        Assert.Equal(
            ["organizationId,account,name,currency,unblended,net,amortised", $"{Tenant},{World.Ledger},,EUR,12.5,12.5,12.5", $"{Tenant},{World.Ledger},,USD,0.0000000001,0.0000000001,0.0000000001"],
            terminal.Out.Trim().Split("\r\n"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_What_is_held_waits_for_a_word_and_a_newer_version_takes_its_place()
    {
        await HoldAsync();
        await Bucket.DeliverAsync(October, "first", Lines(10));
        Assert.True((await IngestAsync()).Json.GetProperty("reports")[0].GetProperty("held").GetBoolean());
        Assert.Empty(await CostsAsync());
        await Bucket.DeliverAsync(October, "second", Lines(20));
        await IngestAsync();
        Assert.Equal([ReportLoadState.Superseded, ReportLoadState.Held], (await RunsAsync()).Select(r => r.State));
        var (first, second) = ((await RunsAsync())[0].Id, (await RunsAsync())[1].Id);

        Assert.Equal("NOT_HELD", (await Guildhall.ReportIngest.DecideAsync(Tenant, first, approve: true, Somebody, Cancellation)).Problems[0].Code);
        Assert.Equal("ENTITY_NOT_FOUND", (await Guildhall.ReportIngest.DecideAsync("o-another", second, approve: true, Somebody, Cancellation)).Problems[0].Code);
        Assert.False((await Guildhall.ReportIngest.DecideAsync(Tenant, second, approve: true, Somebody, Cancellation)).Refused);
        Assert.Equal(2m, (await CostsAsync()).Values.Sum());

        await Bucket.DeliverAsync(October, "third", Lines(30));
        await IngestAsync();
        Assert.False((await Guildhall.ReportIngest.DecideAsync(Tenant, (await RunsAsync())[2].Id, approve: false, Somebody, Cancellation)).Refused);
        await IngestAsync();
        Assert.Equal(2m, (await CostsAsync()).Values.Sum());
        Assert.Equal([ReportLoadState.Superseded, ReportLoadState.InForce, ReportLoadState.Declined], (await RunsAsync()).Select(r => r.State));
        Assert.Equal([(await RunsAsync())[1].Number], await StoredLoadsAsync());
        Assert.Equal(["Report Held", "Report Held", "Report Loaded", "Report Held", "Report Declined"], await EventsAsync());
    }

    private async Task HoldAsync()
    {
        await using var db = Guildhall.Database.Open();
        db.BillingSettings.Add(new BillingSettingsRow { TenantId = Tenant, Document = """{"Hold":true}""", Version = 1, MadeAt = DateTimeOffset.UtcNow, MadeBy = "test" });
        await db.SaveChangesAsync(Cancellation);
    }
}

public sealed class IngestOnSqliteTests() : IngestTests(null);

[Trait("Ring", "Postgres")]
public sealed class IngestOnPostgresTests(PostgresServer server) : IngestTests(new PostgresDatabase(server));
