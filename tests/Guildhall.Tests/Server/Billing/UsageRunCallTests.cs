using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Usage runs and the settings of reports by Guildhall's own API. vendor-integration.md 15.3, 17; security.md S-23, S-24.</summary>
public abstract class UsageRunCallTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const string Runs = "/api/v1/billing/runs";

    private HallCaller _manager = null!;

    private string Organization => $"/api/v1/billing/organizations/{Tenant}";

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _manager = await Hall.CallerAsync(World.Management, "bill-manager", "GuildhallManager");
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_Runs_are_listed_page_by_page_shown_with_faults_and_differences_and_decided_on_within_reach()
    {
        await Bucket.DeliverAsync(October, "first", Lines(3_000));
        await IngestAsync();
        await PatchAsync($"{Organization}/settings", new { hold = true });
        await Bucket.DeliverAsync(October, "second", [.. Lines(3_000), new ReportRow(World.Ledger, "7.5", "AmazonS3"), new ReportRow(World.Ledger, "much"), new ReportRow("12", "1")]);
        await IngestAsync();

        var first = (await _manager.GetAsync($"{Runs}?limit=1")).Json;
        var held = Assert.Single(first["runs"]!.AsArray())!;
        var second = (await _manager.GetAsync($"{Runs}?limit=1&after={first["next"]}")).Json;
        Assert.Equal(("Held", "InForce", null), ((string?)held["state"], (string?)second["runs"]![0]!["state"], (string?)second["next"]));
        Assert.Single((await _manager.GetAsync($"{Runs}?state=Held&period={October}&organizationId={Tenant}")).Json["runs"]!.AsArray());
        Assert.Equal((2, "307.5"), ((int)held["quarantined"]!, (string?)held["sums"]!["USD"]));

        var id = (string)held["id"]!;
        var changed = (await _manager.GetAsync($"{Runs}/{id}")).Json["difference"]!;
        Assert.Equal(("AmazonS3", "0", "7.5"), ((string?)changed["products"]![0]!["id"], (string?)changed["products"]![0]!["before"], (string?)changed["products"]![0]!["after"]));
        var faults = (await _manager.GetAsync($"{Runs}/{id}/faults?limit=1")).Json;
        Assert.Equal(("guildhall-daily-1.csv.gz", 3_003, "NotANumber: lineItem/UnblendedCost", "much"), ((string?)faults["faults"]![0]!["file"], (int)faults["faults"]![0]!["line"]!, (string?)faults["faults"]![0]!["reason"], (string?)faults["faults"]![0]!["excerpt"]));
        var last = (await _manager.GetAsync($"{Runs}/{id}/faults?limit=1&after={faults["next"]}")).Json;
        Assert.Equal((3_004, null), ((int)last["faults"]![0]!["line"]!, (string?)last["next"]));

        foreach (var bad in new[] { "?limit=0", "?state=5", "?state=Nothing", "?period=2026-13", "?after=run-nothing" }) Assert.Equal(HttpStatusCode.BadRequest, (await _manager.GetAsync(Runs + bad)).Status);

        // A buyer may not look; whoever reads another organization finds nothing of this one.
        var buyer = await Hall.CallerAsync(World.Management, "buyer", "GuildhallBuyer");
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync(Runs)).Status);
        var auditor = await Hall.CallerAsync(World.Management, "auditor", "GuildhallAuditor");
        Assert.Equal(2, (await auditor.GetAsync(Runs)).Json["runs"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync($"{Runs}/{id}/approve", new { })).Status);
        var stranger = await Hall.CallerAsync(World.Standalone, "auditor", "GuildhallAuditor");
        foreach (var path in new[] { $"{Runs}/{id}", $"{Runs}/{id}/faults", $"{Organization}/settings" }) Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(path)).Status);
        Assert.DoesNotContain(id, (await stranger.GetAsync($"{Runs}?organizationId={Tenant}")).Body, StringComparison.Ordinal);

        Assert.Equal("InForce", (string?)(await _manager.PostAsync($"{Runs}/{id}/approve", new { })).Json["state"]);
        Assert.Equal(HttpStatusCode.Conflict, (await _manager.PostAsync($"{Runs}/{id}/decline", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _manager.PostAsync($"{Runs}/run-nothing/decline", new { })).Status);
        Assert.Equal(307.5m, (await CostsAsync()).Values.Sum());
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_A_month_is_read_again_by_the_API_once_under_a_key_and_what_failed_is_answered()
    {
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await IngestAsync();
        var first = Assert.Single(await RunsAsync());
        var again = await _manager.PostAsync($"{Runs}/{first.Id}/reprocess", new { });
        Assert.Equal((HttpStatusCode.OK, "InForce"), (again.Status, (string?)again.Json["state"]));
        Assert.NotEqual(first.Id, (string?)again.Json["id"]);

        await Bucket.DeleteAsync(ReportBucket.KeyOf(October, "first", 1));
        var failed = (await _manager.PostAsync($"{Runs}/{first.Id}/reprocess", new { })).Json;
        Assert.Equal(("Failed", 3), ((string?)failed["state"], (await RunsAsync()).Count));
        Assert.Contains("which is not there", (string?)failed["problem"], StringComparison.Ordinal);
        Assert.Equal("FILE_MISSING", (string?)failed["code"]);

        await Bucket.DeliverAsync(October, "first", Lines(20));
        const string Key = "again-1";
        var once = await _manager.SendAsync(HttpMethod.Post, $"{Runs}/{first.Id}/reprocess", "{}", null, Key);
        Assert.Equal(((string?)once.Json["id"], 4), ((string?)(await _manager.SendAsync(HttpMethod.Post, $"{Runs}/{first.Id}/reprocess", "{}", null, Key)).Json["id"], (await RunsAsync()).Count));
        Assert.Equal(HttpStatusCode.Conflict, (await _manager.SendAsync(HttpMethod.Post, $"{Runs}/{failed["id"]}/reprocess", "{}", null, Key)).Status);
        Assert.Equal(2m, (await CostsAsync()).Values.Sum());

        // A delivery that cannot be found makes no run; neither may who only reads.
        await Bucket.PutManifestAsync(October, new[] { 1 });
        Assert.Equal(("MANIFEST_REFUSED", 4), ((string?)(await _manager.PostAsync($"{Runs}/{first.Id}/reprocess", new { })).Json["code"], (await RunsAsync()).Count));
        Assert.Equal(HttpStatusCode.NotFound, (await _manager.PostAsync($"{Runs}/run-nothing/reprocess", new { })).Status);
        var auditor = await Hall.CallerAsync(World.Management, "auditor", "GuildhallAuditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsync($"{Runs}/{first.Id}/reprocess", new { })).Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_3_Runs_are_reprocessed_and_decided_on_by_command_and_a_decision_may_be_repeated()
    {
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await IngestAsync();
        await PatchAsync($"{Organization}/settings", new { hold = true });
        var first = Assert.Single(await RunsAsync()).Id;
        var held = (await Hall.Terminal().AnswerAsync("report", "reprocess", first)).GetProperty("id").GetString()!;
        Assert.Equal("Held", (await Hall.Terminal().AnswerAsync("report", "list")).EnumerateArray().First().GetProperty("state").GetString());
        foreach (var _ in new[] { 1, 2 }) Assert.Equal("InForce", (await Hall.Terminal().AnswerAsync("report", "approve", held)).GetProperty("state").GetString());
        await RefusedAsync("does not wait for a decision", "report", "decline", held);
        Assert.Equal("InForce", (string?)(await _manager.PostAsync($"{Runs}/{held}/approve", new { })).Json["state"]);

        var declined = (await Hall.Terminal().AnswerAsync("report", "reprocess", held)).GetProperty("id").GetString()!;
        foreach (var _ in new[] { 1, 2 }) Assert.Equal("Declined", (await Hall.Terminal().AnswerAsync("report", "decline", declined)).GetProperty("state").GetString());
        Assert.Equal(["ReportLoaded", "ReportHeld", "ReportLoaded", "ReportHeld", "ReportDeclined"], (await AuditAsync()).Where(n => n.StartsWith("Report", StringComparison.Ordinal)));
        await Bucket.DeleteAsync(ReportBucket.KeyOf(October, "first", 1));
        await RefusedAsync("which is not there", "report", "reprocess", held);
        await RefusedAsync("no such usage run", "report", "reprocess", "run-nothing");

        async Task RefusedAsync(string why, params string[] command)
        {
            var terminal = Hall.Terminal();
            Assert.Equal(1, await terminal.RunAsync(command));
            Assert.Contains(why, terminal.Error, StringComparison.Ordinal);
        }
    }

    private async Task<IReadOnlyList<string>> AuditAsync()
    {
        await using var db = Guildhall.Database.Open();
        return await db.Audit.Where(a => a.TenantId == Tenant).OrderBy(a => a.Sequence).Select(a => a.EventName).ToListAsync(Cancellation);
    }

    [Fact(Timeout = 120_000)]
    public async Task Reports_are_fetched_now_and_read_as_the_settings_say()
    {
        var before = await _manager.GetAsync($"{Organization}/settings");
        Assert.Equal("""{"tagKeys":[],"usageTypes":[],"hold":false,"markup":0,"marketplaceMarkup":0,"credits":"passThrough","creditShare":0,"currency":null,"finalDay":10,"daysToPay":30}""", before.Body);
        Assert.Equal(HttpStatusCode.OK, (await PatchAsync($"{Organization}/settings", new { tagKeys = new[] { "CostCenter" } })).Status);
        Assert.Equal("""{"tagKeys":["CostCenter"],"usageTypes":[],"hold":true,"markup":0,"marketplaceMarkup":0,"credits":"passThrough","creditShare":0,"currency":null,"finalDay":10,"daysToPay":30}""", (await PatchAsync($"{Organization}/settings", new { hold = true })).Body);
        foreach (object wrong in new object[] { new { hold = "yes" }, new { tagKeys = "one" }, new { tagKeys = new[] { "a", "a" } }, new { tagKeys = Enumerable.Range(0, 6).Select(n => $"key{n}") }, new { other = 1 }, new { tagKeys = new string?[] { null } }, new { markup = 1_000.1 }, new { marketplaceMarkup = -101 }, new { creditShare = 101 }, new { credits = "lose" }, new { currency = "Taler" }, new { finalDay = 29 }, new { daysToPay = -1 } })
            Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync($"{Organization}/settings", wrong)).Status);

        Assert.Equal(HttpStatusCode.Conflict, (await _manager.PostAsync($"{Organization}/fetch", new { })).Status);
        await Bucket.DeliverAsync(October, "first", Lines(10));
        await Bucket.PutManifestAsync("2026-09", "lie", [ReportBucket.KeyOf("2026-09", "lie", 1)]);
        var fetched = (await _manager.PostAsync($"{Organization}/fetch", new { })).Json["periods"]!.AsArray();
        Assert.Equal(["2026-09 FILE_MISSING ", "2026-10  held"], fetched.Select(Told));
        Assert.Equal(["2026-10  held same"], (await _manager.PostAsync($"{Organization}/fetch", new { period = October })).Json["periods"]!.AsArray().Select(p => $"{Told(p)}{((bool)p!["changed"]! ? "" : " same")}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await _manager.PostAsync($"{Organization}/fetch", new { period = "October" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _manager.PostAsync("/api/v1/billing/organizations/o-nothing/fetch", new { })).Status);

        static string Told(JsonNode? period) => $"{period!["period"]} {period["code"]} {((bool)period["held"]! ? "held" : "")}";
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor17_What_AWS_has_delivered_is_fetched_beside_the_request_and_once_under_a_key()
    {
        await Bucket.DeliverAsync(October, "first", Lines(10));
        var first = Assert.Single((await KeyedAsync("fetch-1")).Json["periods"]!.AsArray())!;
        Assert.Equal((October, true), ((string?)first["period"], (bool)first["changed"]!));
        await Bucket.DeliverAsync(October, "second", Lines(20));
        var again = Assert.Single((await KeyedAsync("fetch-1")).Json["periods"]!.AsArray())!;
        Assert.Equal((first.ToJsonString(), 1), (again.ToJsonString(), (await RunsAsync()).Count));
        Assert.Equal(HttpStatusCode.Conflict, (await _manager.SendAsync(HttpMethod.Post, $"{Organization}/fetch", $$"""{"period":"{{October}}"}""", null, "fetch-1")).Status);

        // Three files that take their time: the call does not wait, others join it, and one of them all reads.
        await Bucket.DeliverAsync(October, "third", Lines(10), Lines(10), Lines(10));
        using var aws = new HttpClient();
        (await aws.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/faults", new { operation = "GetObject", kind = "delay", delay = "1500ms", probability = 1.0, count = 4 }, Cancellation)).EnsureSuccessStatusCode();
        var both = await Task.WhenAll(KeyedAsync("fetch-2"), KeyedAsync("fetch-2"));
        Assert.All(both, answer => Assert.Equal((HttpStatusCode.Accepted, "Reading", null), (answer.Status, answer.Text("state"), (string?)answer.Json["period"])));
        while (Guildhall.StartedFetches.IsUnderWay(Tenant)) await Task.Delay(50, Cancellation);
        var made = Assert.Single((await KeyedAsync("fetch-2")).Json["periods"]!.AsArray())!;
        Assert.Equal(((await RunsAsync())[^1].Id, 2, 3m), ((string?)made["run"], (await RunsAsync()).Count, (await CostsAsync()).Values.Sum()));

        // What AWS refuses is an answer of its own.
        await FaultAsync("ListObjectsV2", "AccessDenied");
        var denied = await _manager.PostAsync($"{Organization}/fetch", new { });
        Assert.Equal((424, "REPORT_DENIED"), ((int)denied.Status, denied.Text("code")));

        Task<HallAnswer> KeyedAsync(string key) => _manager.SendAsync(HttpMethod.Post, $"{Organization}/fetch", "{}", null, key);
    }

    private Task<HallAnswer> PatchAsync(string path, object body) => _manager.SendAsync(HttpMethod.Patch, path, JsonSerializer.Serialize(body));
}

public sealed class UsageRunCallOnSqliteTests() : UsageRunCallTests(null);

[Trait("Ring", "Postgres")]
public sealed class UsageRunCallOnPostgresTests(PostgresServer server) : UsageRunCallTests(new PostgresDatabase(server));
