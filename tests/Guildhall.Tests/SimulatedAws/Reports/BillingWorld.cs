using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Guildhall.SimulatedAws;

namespace Guildhall.Tests.SimulatedAws.Reports;

/// <summary>An organization that has been there for two hundred days, with a bucket that takes its reports.</summary>
internal sealed class BillingWorld : IAsyncDisposable
{
    public const string Bucket = "daily-billing-report-1";
    public const string Root = "cur/daily/";

    private BillingWorld(SimulatedCloud cloud, CloudOrganization organization, IReadOnlyList<string> members) => (Cloud, Organization, Members) = (cloud, organization, members);

    public SimulatedCloud Cloud { get; }

    public CloudOrganization Organization { get; }

    public CloudCaller Payer => Organization.Management;

    public IReadOnlyList<string> Members { get; }

    public static async Task<BillingWorld> StartAsync(int members = 12, TimeProvider? clock = null, Func<SimulationOptions, SimulationOptions>? settings = null)
    {
        var cloud = await SimulatedCloud.StartAsync(settings, clock);
        var since = cloud.Clock.GetUtcNow().AddDays(-200);
        var (organization, ids) = cloud.World.Seed(seed =>
        {
            var payer = seed.Account("Management", "management@example.com", since);
            var made = seed.Organization(payer, members + 30, since);
            List<string> added = [.. Enumerable.Range(1, members).Select(n => seed.Member(made.Id, made.RootId, $"Member {n}", $"member{n}@example.com", withRoles: false, since))];
            return (new CloudOrganization(cloud, made.Id, made.RootId, new CloudCaller(cloud, payer, seed.Key(payer))), added);
        });
        var world = new BillingWorld(cloud, organization, ids);
        (await world.Payer.StorageAsync("PUT", "/" + Bucket)).Ok();
        await world.AllowAsync();
        return world;
    }

    /// <summary>The bucket's policy as AWS documents it, for reports alone or for other services.</summary>
    public async Task AllowAsync(params string[] services)
    {
        var names = JsonSerializer.Serialize(services.Length > 0 ? services : ["billingreports.amazonaws.com"]);
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":{{names}}},"Action":["s3:PutObject","s3:GetBucketPolicy"],"Resource":["arn:aws:s3:::{{Bucket}}","arn:aws:s3:::{{Bucket}}/*"]},{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:*","Resource":["arn:aws:s3:::{{Bucket}}","arn:aws:s3:::{{Bucket}}/*"]}]}""";
        Assert.Equal(204, (await Payer.StorageAsync("PUT", $"/{Bucket}?policy=", policy)).Status);
    }

    public async Task DefineAsync(CloudCaller? caller = null, string versioning = "CREATE_NEW_REPORT", bool refreshes = true, string[]? elements = null, string compression = "GZIP")
    {
        var definition = new
        {
            ReportName = "daily",
            TimeUnit = "DAILY",
            Format = compression == "Parquet" ? "Parquet" : "textORcsv",
            Compression = compression,
            AdditionalSchemaElements = elements ?? [],
            S3Bucket = Bucket,
            S3Prefix = "cur",
            S3Region = "us-east-1",
            RefreshClosedReports = refreshes,
            ReportVersioning = versioning,
        };
        (await (caller ?? Payer).JsonAsync("cur", "AWSOrigamiServiceGatewayService", "PutReportDefinition", new { ReportDefinition = definition })).Ok();
    }

    public async Task<JsonElement> StatusAsync() =>
        (await Payer.JsonAsync("cur", "AWSOrigamiServiceGatewayService", "DescribeReportDefinitions")).Ok().Json.GetProperty("ReportDefinitions")[0].GetProperty("ReportStatus");

    /// <summary>Moves on to an instant, as in <c>2026-12-06T12:00</c>.</summary>
    public void GoTo(string at) => Cloud.World.Advance(DateTimeOffset.Parse(at + "Z", CultureInfo.InvariantCulture) - Cloud.World.Clock.GetUtcNow());

    public async Task ControlAsync(string path, object order)
    {
        using var answer = await Cloud.ControlAsync(path, order);
        Assert.Equal(204, (int)answer.StatusCode);
    }

    /// <summary>Sets a fault of the next delivery and lets that happen.</summary>
    public async Task BreakNextAsync(string code)
    {
        await ControlAsync("faults", new { operation = "DeliverReport", kind = "fail", code, count = 1 });
        Cloud.World.Advance(TimeSpan.FromDays(1));
    }

    public async Task<List<string>> KeysAsync(string below = Root) =>
        [.. (await Payer.StorageAsync("GET", $"/{Bucket}?list-type=2&prefix={Uri.EscapeDataString(below)}")).Ok().Elements("Key")];

    public async Task<byte[]> BytesAsync(string key) => (await Payer.StorageAsync("GET", $"/{Bucket}/{key}")).Ok().Bytes;

    /// <summary>The month's newest manifest, as in <c>20261101-20261201</c>.</summary>
    public async Task<JsonElement> ManifestAsync(string month) => JsonElement.Parse(Encoding.UTF8.GetString(await BytesAsync($"{Root}{month}/daily-Manifest.json")));

    public async Task<List<ReportRow>> RowsAsync(string month) => await RowsAsync(await ManifestAsync(month));

    public async Task<List<ReportRow>> RowsAsync(JsonElement manifest)
    {
        List<ReportRow> rows = [];
        foreach (var key in manifest.GetProperty("reportKeys").EnumerateArray()) rows.AddRange(ReportRow.Read(Unpack(await BytesAsync(key.GetString()!))));
        return rows;
    }

    public static string Unpack(byte[] bytes)
    {
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var text = new StreamReader(packed, Encoding.UTF8);
        return text.ReadToEnd();
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}

/// <summary>A row of a report by the names of its columns.</summary>
internal sealed class ReportRow(IReadOnlyList<string> columns, IReadOnlyList<string> cells)
{
    public IReadOnlyList<string> Columns => columns;

    public IReadOnlyList<string> Cells => cells;

    public string this[string column] => cells[columns.Index().First(c => c.Item == column).Index];

    public string Account => this["lineItem/UsageAccountId"];

    public string Type => this["lineItem/LineItemType"];

    public string Day => this["lineItem/UsageStartDate"][..10];

    public string Invoice => this["bill/InvoiceId"];

    public bool IsMarketplace => this["bill/BillingEntity"] == "AWS Marketplace";

    public decimal Cost => Number("lineItem/UnblendedCost");

    /// <summary>All but what changes from one delivery to the next.</summary>
    public string Content => string.Join('|', columns.Zip(cells).Where(pair => pair.First is not ("identity/LineItemId" or "bill/InvoiceId")).Select(pair => pair.Second));

    public decimal Number(string column) => decimal.Parse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    public static IEnumerable<ReportRow> Read(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n').Select(Split).ToList();
        return lines.Skip(1).Select(cells => new ReportRow(lines[0], cells));
    }

    /// <summary>Cells of a line, in quotes where a comma or a quote is in them.</summary>
    private static List<string> Split(string line)
    {
        List<string> cells = [];
        var (cell, isQuoted) = (new StringBuilder(), false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"') cell.Append(line[at++]);
            else if (line[at] == '"') isQuoted = !isQuoted;
            else if (line[at] != ',' || isQuoted) cell.Append(line[at]);
            else cells.Add(Take());
        }

        cells.Add(Take());
        return cells;

        string Take()
        {
            var text = cell.ToString();
            cell.Clear();
            return text;
        }
    }
}
