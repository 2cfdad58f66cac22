using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>
/// StartChangeSet over HTTP on SQLite: an answer means that the set is durable. One client and 32, beside the rate at which this disk takes 4 KiB and
/// makes them durable. Goals: one client at least 0.15 of that rate; 32 clients at least as fast as one. Commits are counted until the sets have ended.
/// What is measured is the steady rate: the rounds before, whose code is still being compiled for a second time beside them, are not counted.
/// </summary>
internal static class ChangeSetBenchmark
{
    internal const int Rounds = 5, Unmeasured = 6, Sets = 640, Clients = 32;

    public static async Task Run(Report report)
    {
        using var folder = await PreparedFolder.MakeAsync(new World(500, 2_000, widest: 40, usual: 40));
        var database = Database.Sqlite(Path.Combine(folder.Path, DatabaseSettings.SqliteFile));
        var installation = await Installation.OpenAsync(new InstallationOptions(database, MasterKey.FindIn(folder.MasterKey)!), NullLoggerFactory.Instance, CancellationToken.None);
        await using var host = GuildhallHost.Build(installation, new HostSettings(), "http://127.0.0.1:0");
        await host.StartAsync(CancellationToken.None);
        var port = new Uri(host.Urls.First()).Port;
        var (disk, one, many, commits) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = -Unmeasured; round < Rounds; round++)
        {
            var flushes = DiskSpeed.FlushesPerSecond(folder.Path);
            var single = await RateAsync(installation, port, folder, clients: 1, round);
            var before = installation.Writer.Commits;
            var crowd = await RateAsync(installation, port, folder, Clients, round);
            if (round < 0) continue;
            disk.Add(flushes);
            one.Add(single);
            many.Add(crowd);
            commits.Add((installation.Writer.Commits - before) / (double)Sets);
        }

        await host.StopAsync(CancellationToken.None);
        Tell(report, "4 KiB appended and fdatasync (yardstick)", "1/s", disk, null);
        Tell(report, "StartChangeSet, 1 client", "1/s", one, ("fdatasync", disk));
        Tell(report, $"StartChangeSet, {Clients} clients", "1/s", many, ("1 client", one));
        Tell(report, $"commits per set, start and end, {Clients} clients", "", commits, null);
    }

    /// <summary>Answers per second. Waits for the end of the sets, which is not part of the time.</summary>
    internal static async Task<double> RateAsync(Installation installation, int port, PreparedFolder folder, int clients, int round)
    {
        var requests = Enumerable.Range(0, Sets).Select(i => Requests.Signed(folder.Administrator, "POST", "/StartChangeSet", Body(i, $"Round {round} of {clients}"))).ToList();
        var seconds = ServerLoad.Seconds(port, clients, requests);
        await installation.Worker.DrainAsync();
        return Sets / seconds;
    }

    private static string Body(int experience, string description) => JsonSerializer.Serialize(new
    {
        Catalog = "AWSMarketplace",
        ChangeSet = new[]
        {
            new { ChangeType = "UpdateExperience", Entity = new { Type = "Experience@1.0", Identifier = World.Experience(experience).Value }, DetailsDocument = new { Description = description } },
        },
    });

    internal static void Tell(Report report, string name, string unit, List<double> samples, (string Name, List<double> Samples)? yardstick)
    {
        var median = Median(samples);
        report.Row(name, samples.Count, unit, median, samples.Min(), samples.Max(), yardstick?.Name, yardstick is { } y ? median / Median(y.Samples) : null);
    }

    private static double Median(List<double> samples) => samples.Order().ElementAt(samples.Count / 2);
}
