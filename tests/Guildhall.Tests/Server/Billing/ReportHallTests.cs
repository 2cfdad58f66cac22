using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Cli;
using Guildhall.Tests.Server.Linking;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Tests of billing reports that a hall of their own reads from the bucket of its organization.</summary>
public abstract class ReportHallTests(PostgresDatabase? postgres) : LinkingHallTests(postgres)
{
    protected const string October = "2026-10";

    private protected ReportBucket Bucket { get; private set; } = null!;

    protected string Tenant { get; private set; } = "";

    protected override async Task PrepareAsync()
    {
        Bucket = new ReportBucket(Hall);
        Tenant = (await AcmeAsync()).TenantId!;
        // The hall has looked already, and does not look by itself in the middle of a test.
        await using var db = Guildhall.Database.Open();
        db.ReportWatches.Add(new ReportWatchRow { TenantId = Tenant, Due = DateTimeOffset.UtcNow.AddHours(6), FreshAt = DateTimeOffset.UtcNow });
        await db.SaveChangesAsync(Cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        Bucket?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lines of the developer's and the ledger's accounts: together the amount times the count.</summary>
    private protected IEnumerable<ReportRow> Lines(int count, string cost = "0.1", string product = "AmazonEC2") =>
        Enumerable.Range(0, count).Select(n => new ReportRow(n % 2 == 0 ? World.Developer : World.Ledger, cost, product, 1 + (n % 28)));

    /// <summary><c>guildhall report ingest</c> of the organization and month; its answer, whether it was refused or not.</summary>
    private protected async Task<Terminal> IngestAsync(params string[] more)
    {
        var terminal = Hall.Terminal();
        await terminal.RunAsync(["report", "ingest", "--organization", World.Management, "--period", October, .. more]);
        return terminal;
    }

    /// <summary>The costs in force, added up by account.</summary>
    private protected async Task<SortedDictionary<string, decimal>> CostsAsync(string by = "account", string month = October)
    {
        var shown = await Hall.Terminal().AnswerAsync("report", "show", "--organization", World.Management, "--period", month, "--by", by);
        return new SortedDictionary<string, decimal>(shown.GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty(by).GetString()!, r => Number(r.GetProperty("unblended"))), StringComparer.Ordinal);
    }

    protected static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    /// <summary>The names of events about reports, in their order.</summary>
    protected async Task<IReadOnlyList<string>> EventsAsync()
    {
        await using var db = Guildhall.Database.Open();
        var bodies = await db.Events.Where(e => e.TenantId == Tenant).OrderBy(e => e.Sequence).Select(e => e.Body).ToListAsync(Cancellation);
        return [.. bodies.Select(b => JsonNode.Parse(b)!).Where(b => (string)b["source"]! == "guildhall.billing").Select(b => (string)b["detail-type"]!)];
    }

    /// <summary>The loads of which rows are left, in any of the tables.</summary>
    protected async Task<IReadOnlyList<long>> StoredLoadsAsync()
    {
        await using var db = Guildhall.Database.Open();
        var loads = new[]
        {
            db.CostKeys.Select(r => r.Load), db.Costs.Select(r => r.Load), db.AccountCosts.Select(r => r.Load), db.ProductCosts.Select(r => r.Load), db.DayCosts.Select(r => r.Load), db.ReportFaults.Select(r => r.Load),
        };
        var all = new SortedSet<long>();
        foreach (var table in loads) all.UnionWith(await table.Distinct().ToListAsync(Cancellation));
        return [.. all];
    }

    protected async Task<IReadOnlyList<ReportLoadRow>> RunsAsync()
    {
        await using var db = Guildhall.Database.Open();
        return await db.ReportLoads.AsNoTracking().OrderBy(l => l.Number).ToListAsync(Cancellation);
    }

    /// <summary>The lease of a process that was killed has run out.</summary>
    protected async Task PassLeaseAsync()
    {
        await using var db = Guildhall.Database.Open();
        await db.ReportLoads.ExecuteUpdateAsync(l => l.SetProperty(x => x.LeaseUntil, DateTimeOffset.UnixEpoch), Cancellation);
    }

    /// <summary>The simulation is told something by its control API.</summary>
    private protected async Task ControlAsync(string path, object order)
    {
        using var aws = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        (await aws.PostAsJsonAsync($"/_simulation/{path}", order, Cancellation)).EnsureSuccessStatusCode();
    }

    /// <summary>The management account creates an export under the report's name, as in the billing console.</summary>
    private protected async Task CreateExportAsync(string overwrite = "CREATE_NEW_REPORT")
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { Export = ExportOrder.Of("guildhall-daily", ReportBucket.Name(Hall), "cur", overwrite) });
        var (url, now, target) = (new Uri(Hall.AwsUrl), DateTimeOffset.UtcNow, "AWSBillingAndCostManagementDataExports.CreateExport");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Date", AmzDate.Format(now));
        request.Headers.Add("X-Amz-Target", target);
        var signed = new HeaderDictionary { ["Host"] = url.Authority, ["X-Amz-Date"] = AmzDate.Format(now), ["X-Amz-Target"] = target };
        request.Headers.TryAddWithoutValidation("Authorization", RequestSigner.Authorize(new("POST", "/", signed), body, World.Aws, "us-east-1", "bcm-data-exports", now));
        using var aws = new HttpClient();
        using var answer = await aws.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
