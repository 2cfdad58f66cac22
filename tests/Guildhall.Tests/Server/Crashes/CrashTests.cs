using System.Diagnostics;
using System.Globalization;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Kills the real server again and again while clients work (security.md 8): 30 times, and 1,000 times in long runs.</summary>
[Trait("Ring", "Crash")]
public sealed class CrashTests(PreparedFolder prepared, ITestOutputHelper output) : IClassFixture<PreparedFolder>
{
    internal const string LeftBehind = "changeset.left-behind";
    internal const string Cancelled = "changeset.cancelled";

    /// <summary>Every point that the product names, and moments of chance.</summary>
    internal static readonly string?[] Faults =
    [
        "changeset.before-accept", "changeset.accepted", "changeset.before-apply", LeftBehind, "changeset.applied", Cancelled,
        "writer.before-save", "writer.before-commit", "writer.after-commit", null,
    ];

    [Fact]
    public async Task F01_F02_F05_No_crash_loses_doubles_or_halves_a_change_set()
    {
        var seed = Seed();
        var (chains, crashesPerChain) = LongRun.Asked ? (40, 25) : (2, 15);
        output.WriteLine($"{chains * crashesPerChain} kills, seed {seed}");
        var (tally, watch) = (new CrashTally(), Stopwatch.StartNew());
        await Parallel.ForAsync(0, chains, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (chain, _) =>
        {
            var faults = Enumerable.Range(chain * crashesPerChain, crashesPerChain).Select(n => Faults[n % Faults.Length]);
            await RunAsync(new CrashChain(prepared.Hall, prepared.Copy(), seed + chain, tally), faults, $"chain {chain} of seed {seed}");
            output.WriteLine($"{watch.Elapsed.TotalSeconds:0} s: {tally}");
        });
        Assert.Empty(tally.Missing(Faults));
    }

    internal static int Seed() =>
        Environment.GetEnvironmentVariable("GUILDHALL_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);

    internal static async Task RunAsync(CrashChain chain, IEnumerable<string?> faults, string name)
    {
        try
        {
            await chain.RunAsync(faults);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"In {name}: {exception.Message}", exception);
        }
    }
}
