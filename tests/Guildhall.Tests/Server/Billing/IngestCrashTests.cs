using System.Diagnostics;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>
/// Kills <c>guildhall report ingest</c> at random moments, named ones and any: what is in force is the old version whole or the new one whole, and the next run ends
/// as one that was never killed. vendor-integration.md 15.2; security.md 6.5, F-50.
/// </summary>
public abstract class IngestCrashTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const int Files = 3;

    /// <summary>Each with how often it is passed; the rows of five tables are committed, one by one, and those of the version before are taken away at the end.</summary>
    private static readonly (string Point, int Times, bool InForce)[] Moments =
        [("report.begun", 1, false), ("report.file", Files, false), ("report.rows", 5, false), ("report.checked", 1, false), ("report.in-force", 1, true), ("report.deleted", 1, true)];

    [Fact(Timeout = 10_800_000)]
    public async Task F50_An_ingest_killed_at_any_moment_leaves_one_version_whole_and_nothing_of_the_other()
    {
        var folder = Directory.CreateTempSubdirectory("crash-").FullName;
        var random = new Random(19);
        await Bucket.DeliverAsync(October, "begin", Lines(50, "1"));
        await IngestAsync();
        var before = 50m;
        var points = Moments.SelectMany(m => Enumerable.Range(1, m.Times).Select(n => (Name: $"{m.Point}:{n}", m.InForce))).ToArray();
        foreach (var turn in Enumerable.Range(0, LongRun.Asked ? 300 : 10))
        {
            var (name, inForce) = points[random.Next(points.Length)];
            var after = await DeliverAsync(turn);
            if (turn % 3 == 2) await KilledWhileReadingAsync(random.NextDouble(), folder);
            else await KilledAsync(name, folder);

            var stands = (await CostsAsync()).Values.Sum();
            if (turn % 3 == 2) Assert.Contains(stands, new[] { before, after });
            else Assert.Equal(inForce ? after : before, stands);
            await PassLeaseAsync();
            Assert.Empty((await IngestAsync()).Error);
            foreach (var by in new[] { "account", "service", "day" }) Assert.Equal(after, (await CostsAsync(by)).Values.Sum());
            Assert.Equal([(await RunsAsync()).Single(r => r.State == ReportLoadState.InForce).Number], await StoredLoadsAsync());
            Assert.Empty(Directory.EnumerateFiles(folder));
            before = after;
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What it adds up to.</summary>
    private async Task<decimal> DeliverAsync(int turn)
    {
        await Bucket.DeliverAsync(October, $"turn-{turn}", [.. Enumerable.Range(0, Files).Select(_ => Lines(40 + turn, "1"))]);
        return Files * (40 + turn);
    }

    private async Task KilledAsync(string point, string folder)
    {
        using var ingest = Start(folder, point);
        var said = Task.WhenAll(ingest.StandardOutput.ReadToEndAsync(), ingest.StandardError.ReadToEndAsync());
        await ingest.WaitForExitAsync(Cancellation);
        Assert.True(ingest.ExitCode == 137, $"It was to be killed at {point}, and ended with {ingest.ExitCode}: {string.Concat(await said)}");
    }

    /// <summary>Kills it at any moment of a reading that is as long as the one before, or a little longer.</summary>
    /// <param name="share">Of the reading, 0 to 1.</param>
    private async Task KilledWhileReadingAsync(double share, string folder)
    {
        var last = (await RunsAsync())[^1];
        using var ingest = Start(folder, null);
        var said = Task.WhenAll(ingest.StandardOutput.ReadToEndAsync(), ingest.StandardError.ReadToEndAsync());
        while ((await RunsAsync())[^1].Number == last.Number) Assert.False(ingest.HasExited, "It ended before it had begun to read.");
        await Task.Delay((last.EndedAt!.Value - last.StartedAt) * (share * 1.2), Cancellation);
        ingest.Kill();
        await ingest.WaitForExitAsync(Cancellation);
        await said;
    }

    private Process Start(string folder, string? point)
    {
        var start = new ProcessStartInfo(GuildhallExecutable.Path, ["report", "ingest", "--organization", World.Management, "--period", October]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Hall.Terminal().Environment) start.Environment[name] = value;
        (start.Environment["GUILDHALL_FAULT"], start.Environment["TMPDIR"], start.Environment["DOTNET_EnableDiagnostics"]) = (point ?? "", folder, "0");
        return Process.Start(start)!;
    }
}

[Trait("Ring", "Crash")]
public sealed class IngestCrashOnSqliteTests() : IngestCrashTests(null);

[Trait("Ring", "Postgres")]
public sealed class IngestCrashOnPostgresTests(PostgresServer server) : IngestCrashTests(new PostgresDatabase(server));
