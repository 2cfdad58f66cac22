using Guildhall.Benchmarks.Billing;
using Guildhall.Benchmarks.Changes;
using Guildhall.Benchmarks.Governance;
using Guildhall.Benchmarks.Lists;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Benchmarks.Search;
using Guildhall.Benchmarks.Servers;
using Guildhall.Benchmarks.Signing;

// This program is its own yardstick as well.
if (args is [EmptyApp.Argument, var url])
{
    await EmptyApp.RunAsync(url);
    return 0;
}

if (args is [ReportWorker.Argument, var mode, var warmUp, .. var files])
{
    await ReportWorker.RunAsync(mode, warmUp, files);
    return 0;
}

// Each benchmark prints ratios against a yardstick measured in the same run. Run in Release, on a machine as quiet as there is:
// dotnet run -c Release --project tests/Guildhall.Benchmarks -- [--json] [names…]
var benchmarks = new SortedDictionary<string, Func<Report, Task>>(StringComparer.Ordinal)
{
    ["accounts"] = AccountsBenchmark.Run,
    ["agreements"] = AgreementBenchmark.Run,
    ["change-run"] = ChangeRunBenchmark.Run,
    ["changesets"] = ChangeSetBenchmark.Run,
    ["decision"] = DecisionBenchmark.Run,
    ["discovery"] = DiscoveryBenchmark.Run,
    ["http"] = HttpBenchmark.Run,
    ["lists"] = ListBenchmark.Run,
    ["pages"] = PageBenchmark.Run,
    ["report"] = ReportBenchmark.Run,
    ["report-large"] = ReportBenchmark.RunLarge,
    ["search"] = SearchBenchmark.Run,
    ["signature"] = SignatureBenchmark.Run,
    ["snapshot"] = SnapshotBenchmark.Run,
    ["spend"] = SpendBenchmark.Run,
    ["startup"] = StartupBenchmark.Run,
};

string[] names = [.. args.Where(a => a != "--json")];
if (names.FirstOrDefault(n => !benchmarks.ContainsKey(n)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}. There are: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

var report = new Report(Console.Out, json: args.Contains("--json"));
foreach (var name in names.Length > 0 ? names : [.. benchmarks.Keys])
{
    report.Begin(name);
    await benchmarks[name](report);
}

return 0;
