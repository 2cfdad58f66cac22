using System.Text;
using System.Text.Json;
using Guildhall.Benchmarks.Measuring;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// CPU of the server process per request, against a bare Kestrel hello, over kept connections on loopback: 5,000 accounts, 30,000 products,
/// 1,000 experiences of 20 to 200 products and one of 10,000. Goals as hello / this: decision and DescribeEntity at least 0.45, ListEntities of 20 at least 0.40; page 1,000 at most
/// 1.3 x page 1; a batch of 1,000 decisions at least 300,000 answers a second and core.
/// </summary>
internal static class HttpBenchmark
{
    private const int Rounds = 5, Warmups = 6, BatchSize = 1_000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5);

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(5_000, 30_000, usual: 200));
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
        foreach (var result in results.Skip(1)) report.Count($"hello / {result.Name}", results[0].Median / result.Median * 100, "%");
        report.Row("ListEntities page 1,000 / page 1", Rounds, "", results[5].Median / results[4].Median, 0, 0, null, null);
        report.Count("answers per second and core, batch of 1,000", BatchSize / results[^1].Median * 1e9, "/s");
    }

    private static List<LoadCaller> Entrants(PreparedFolder folder, ServerProcess empty, ServerProcess guildhall)
    {
        var world = folder.World;
        byte[] Post(string target, string body) => Requests.Signed(folder.Administrator, "POST", target, body);
        string List(int size, string? token) => JsonSerializer.Serialize(new { Catalog = "AWSMarketplace", EntityType = "SaaSProduct", MaxResults = size, NextToken = token });
        object Question(int i) => new { accountId = world.Accounts[i * 7 % world.Accounts.Length], productId = world.Products[i * 11 % world.Products.Length] };
        var deep = TokenOfPage(guildhall, 1_000, token => Post("/ListEntities", List(20, token)));
        var describe = Requests.Signed(folder.Administrator, "GET", $"/DescribeEntity?catalog=AWSMarketplace&entityId={World.Experience(7).Value}");
        return
        [
            new("hello (bare Kestrel, yardstick)", empty, Requests.Plain("/")),
            new("GET /health/live", guildhall, Requests.Plain("/health/live")),
            new("signed decision", guildhall, Post("/api/v1/decisions", JsonSerializer.Serialize(Question(5)))),
            new("DescribeEntity", guildhall, describe),
            new("ListEntities of 20, page 1", guildhall, Post("/ListEntities", List(20, null))),
            new("ListEntities of 20, page 1,000", guildhall, Post("/ListEntities", List(20, deep))),
            new("batch of 1,000 decisions", guildhall, Post("/api/v1/decisions", JsonSerializer.Serialize(new { questions = Enumerable.Range(0, BatchSize).Select(Question) }))),
        ];
    }

    private static string TokenOfPage(ServerProcess server, int page, Func<string?, byte[]> request)
    {
        using var connection = new Connection(server.Port);
        string? token = null;
        for (var i = 1; i < page; i++)
        {
            var text = Encoding.UTF8.GetString(connection.Send(request(token)));
            token = JsonDocument.Parse(text).RootElement.GetProperty("NextToken").GetString();
        }

        return token!;
    }
}
