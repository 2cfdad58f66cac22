using Guildhall.Benchmarks.Measuring;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// From the start of the published program to the first signed 200, with 5,000 accounts, 30,000 products and 1,000 experiences of 20 to 200 products in
/// SQLite, beside an empty Kestrel app in the same rotation; and the memory of both when idle. Goals: at most 3 x, at most 2 x.
/// </summary>
internal static class StartupBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public static async Task Run(Report report)
    {
        using var published = await PublishedServer.MakeAsync();
        using var folder = await PreparedFolder.MakeAsync(new World(5_000, 30_000, usual: 200));
        var target = $"/DescribeEntity?catalog=AWSMarketplace&entityId={World.Experience(7).Value}";
        var (empty, guildhall) = (new Starts("empty Kestrel app (yardstick)"), new Starts("Guildhall"));
        for (var round = -1; round < Rounds; round++)
        {
            Start(empty, ServerProcess.Empty, Requests.Plain("/"), counted: round >= 0);
            Start(guildhall, () => ServerProcess.Guildhall(folder, published.Binary), Requests.Signed(folder.Administrator, "GET", target), counted: round >= 0);
        }

        foreach (var unit in Starts.Units) empty.Tell(report, unit, empty);
        foreach (var unit in Starts.Units) guildhall.Tell(report, unit, empty);
    }

    private static void Start(Starts starts, Func<ServerProcess> launch, byte[] request, bool counted)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var server = launch();
        Readiness.Wait(server, request);
        var (elapsed, cpu) = (TimeProvider.System.GetElapsedTime(start), server.CpuMicroseconds);
        Thread.Sleep(Settling);
        if (counted) starts.Add(elapsed.TotalMilliseconds, cpu / 1_000, server.Megabytes);
    }

    private sealed class Starts(string name)
    {
        private readonly List<double[]> _samples = [];

        public static string[] Units { get; } = ["ms", "ms CPU", "MB"];

        public void Add(params double[] sample) => _samples.Add(sample);

        public void Tell(Report report, string unit, Starts yardstick)
        {
            var sorted = Sorted(unit);
            var median = sorted[sorted.Length / 2];
            var against = yardstick.Sorted(unit);
            report.Row($"{name}: {What(unit)}", sorted.Length, unit, median, sorted[0], sorted[^1], yardstick == this ? null : "the empty app", median / against[against.Length / 2]);
        }

        private static string What(string unit) => unit == "MB" ? "idle memory" : "start to first 200";

        private double[] Sorted(string unit) => [.. _samples.Select(s => s[Array.IndexOf(Units, unit)]).Order()];
    }
}
