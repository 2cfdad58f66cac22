using System.Text;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Generator;
using Guildhall.App.Catalogue.Storage;
using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.Benchmarks.Measuring;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// CPU of the server process per call of the Discovery API at 30,000 synthetic products, signed, against the hello of the same binary and a bare Kestrel one. Goals: hello / SearchListings of 20
/// at least 0.35; page 50 at most 1.3 x page 1.
/// </summary>
internal static class DiscoveryBenchmark
{
    private const int Rounds = 5, Warmups = 6, Products = 30_000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5);

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(500, 100, widest: 20, usual: 20));
        await ImportAsync(report, folder);
        using var empty = ServerProcess.Empty();
        using var guildhall = ServerProcess.Guildhall(folder);
        Readiness.Wait(empty, Requests.Plain("/"));
        Readiness.Wait(guildhall, Requests.Plain("/health/live"));
        var entrants = Entrants(folder, empty, guildhall);
        var samples = entrants.Select(_ => new List<double>()).ToList();
        for (var round = -Warmups; round < Rounds; round++)
        {
            foreach (var (i, entrant) in entrants.Index())
            {
                var cpu = ServerLoad.Cpu(entrant, Turn);
                if (round >= 0) samples[i].Add(cpu);
            }
        }

        var results = entrants.Zip(samples, (entrant, times) => new Result(entrant.Name, [.. times.Select(t => t * 1_000)])).ToList();
        foreach (var result in results) report.Time(result, results[0]);
        foreach (var result in results.Skip(2)) report.Count($"the same binary's hello / {result.Name}", results[1].Median / result.Median * 100, "%");
        report.Row("SearchListings page 50 / page 1", Rounds, "", results[3].Median / results[2].Median, 0, 0, null, null);
        report.Count("the server's memory", guildhall.Megabytes, "MB");
    }

    private static async Task ImportAsync(Report report, PreparedFolder folder)
    {
        var file = Path.Combine(folder.Path, "catalogue.jsonl");
        await using (var output = File.Create(file)) SyntheticCatalogue.Write(new SyntheticOptions(Products, Seed: 1), output, CancellationToken.None);
        var start = TimeProvider.System.GetTimestamp();
        var imports = new CatalogueImports(Database.Sqlite(Path.Combine(folder.Path, DatabaseSettings.SqliteFile)), TimeProvider.System);
        await imports.ImportAsync(CatalogueFile.At(file), keepGoing: false, CancellationToken.None);
        report.Count($"import of {Products:N0} products", TimeProvider.System.GetElapsedTime(start).TotalSeconds, "s");
    }

    private static List<LoadCaller> Entrants(PreparedFolder folder, ServerProcess empty, ServerProcess guildhall)
    {
        byte[] Post(string operation, object body) => Requests.Signed(folder.Administrator, "POST", "/2026-02-05/" + operation, JsonSerializer.Serialize(body));
        var (token, listing) = Walk(guildhall, 50, next => Post("searchListings", next is null ? new { } : new { nextToken = next }));
        return
        [
            new("hello (bare Kestrel, yardstick)", empty, Requests.Plain("/")),
            new("GET /health/live", guildhall, Requests.Plain("/health/live")),
            new("SearchListings of 20, page 1", guildhall, Post("searchListings", new { })),
            new("SearchListings of 20, page 50", guildhall, Post("searchListings", new { nextToken = token })),
            new("SearchListings with words and filters", guildhall, Post("searchListings", new { searchText = "security", filters = new[] { new { filterType = "FULFILLMENT_OPTION_TYPE", filterValues = new[] { "SAAS" } } } })),
            new("SearchFacets", guildhall, Post("searchFacets", new { })),
            new("GetListing", guildhall, Post("getListing", new { listingId = listing })),
        ];
    }

    /// <summary>The token of a page, and a listing of the page before.</summary>
    private static (string Token, string Listing) Walk(ServerProcess server, int page, Func<string?, byte[]> request)
    {
        using var connection = new Connection(server.Port);
        var (token, listing) = ((string?)null, "");
        for (var i = 1; i < page; i++)
        {
            using var answer = JsonDocument.Parse(Encoding.UTF8.GetString(connection.Send(request(token))));
            token = answer.RootElement.GetProperty("nextToken").GetString();
            listing = answer.RootElement.GetProperty("listingSummaries")[0].GetProperty("listingId").GetString()!;
        }

        return (token!, listing);
    }
}
