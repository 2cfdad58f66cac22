using System.Text;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Server.Hosting;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Benchmarks.Lists;

/// <summary>
/// ListEntities of 20 products in process, from the request's bytes to the answer's, signature left out. Goals (performance.md 2): page 1,000 at most
/// 1.3x page 1, whatever the number of products.
/// </summary>
internal static class ListBenchmark
{
    private const int Rounds = 11, Calls = 500;

    public static async Task Run(Report report)
    {
        var few = await OperationAsync(3_000);
        var many = await OperationAsync(30_000);
        var results = Contest.Run(
            Rounds,
            Timed("page 1 of 30,000 products (yardstick)", many, ""),
            Timed("page 1,000 of 30,000", many, Page(many, 1_000, "")),
            Timed("page 1 of 3,000", few, ""),
            Timed("page 100 of 3,000", few, Page(few, 100, "")),
            Timed("page 1 of 30,000 by title, ascending", many, ByTitle),
            Timed("page 1,000 of 30,000 by title, ascending", many, Page(many, 1_000, ByTitle)),
            Timed("one of 30,000 by id", many, """, "FilterList":[{"Name":"EntityId","ValueList":["prod-0000000017000"]}]"""),
            Timed("title with a text that occurs 30 times in 30,000", many, """, "EntityTypeFilters":{"SaaSProductFilters":{"ProductTitle":{"WildCardValue":"Tool 77"}}}"""));
        foreach (var result in results) report.Time(result, results[0]);
        report.Count("bytes allocated by page 1", Allocated(many), "B");
    }

    private const string ByTitle = """, "EntityTypeSort":{"SaaSProductSort":{"SortBy":"ProductTitle","SortOrder":"ASCENDING"}}""";

    private static Entrant Timed(string name, Operation operation, string more) => new(name, Calls, () =>
    {
        for (var i = 0; i < Calls; i++) Answer(operation, more);
    });

    /// <summary>What to ask for a page further back: the token, found by asking for all pages before it.</summary>
    private static string Page(Operation operation, int number, string more)
    {
        var token = "";
        for (var page = 1; page < number; page++)
        {
            var next = JsonElement.Parse(Answer(operation, more + token).Span).GetProperty("NextToken").GetString();
            token = $", \"NextToken\":\"{next}\"";
        }

        return more + token;
    }

    private static ReadOnlyMemory<byte> Answer(Operation operation, string more)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"Catalog":"AWSMarketplace","EntityType":"SaaSProduct"{{more}}}""");
        var result = operation.Handler(new OperationCall { RequestId = "benchmark", Operation = operation, Key = Key, Body = body }, CancellationToken.None);
        return result.AsTask().GetAwaiter().GetResult() is JsonResult answer ? answer.Document : throw new InvalidOperationException("ListEntities was refused.");
    }

    private static long Allocated(Operation operation)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) Answer(operation, "");
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static SigningKey Key { get; } = new("AKIDEXAMPLE", "secret", true, null, null, new Caller(
        new AccountId("111122223333"), "benchmark", "AKIDEXAMPLE", AttachedPolicies.Compile([new AttachedPolicy("AWSPrivateMarketplaceAdminFullAccess")])));

    private static async Task<Operation> OperationAsync(int products)
    {
        var options = new InstallationOptions(Database.Sqlite(Path.Combine(Directory.CreateTempSubdirectory("lists-").FullName, "guildhall.db")), MasterKey.Make());
        await options.Database.MigrateAsync(CancellationToken.None);
        var guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, CancellationToken.None);
        guildhall.Marketplaces.Publish(ProductCatalogue.Of([.. Enumerable.Range(0, products).Select(Product)]));
        return GuildhallHost.Build(guildhall, new HostSettings(), "http://127.0.0.1:0").Operations.Operations.Single(o => o.Name == "ListEntities");
    }

    private static Product Product(int number) => new(
        new ProductId($"prod-{number:D13}"), "SaaSProduct", $"Tool {number * 7_919L % 1_000_003} for {number % 13} teams", "Example Software", ProductVisibility.Public,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number * 7_919L % 1_000_003), ManufacturerAccount: "777788889999");
}
