namespace Guildhall.Tests.Server.Crashes;

/// <summary>Kills the real server again and again while clients work (security.md 8): 5 times, and 1,000 times in long runs.</summary>
[Trait("Ring", "Crash")]
public sealed class CrashTests(PreparedFolder prepared, ITestOutputHelper output) : IClassFixture<PreparedFolder>
{
    private const int CrashesPerChain = 5;

    /// <summary>Every point that the product names, and moments of chance.</summary>
    private static readonly string?[] Faults =
    [
        "changeset.before-accept", "changeset.accepted", "changeset.before-apply", "changeset.applied", "changeset.cancelled",
        "writer.before-save", "writer.before-commit", "writer.after-commit", null, null,
    ];

    [Fact]
    public async Task F01_F02_F05_No_crash_loses_doubles_or_halves_a_change_set()
    {
        var random = Environment.GetEnvironmentVariable("CRASH_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);
        var crashes = Environment.GetEnvironmentVariable("GUILDHALL_LONG") == "1" ? 1_000 : 5;
        output.WriteLine($"{crashes} crashes, seed {random}");
        for (var chain = 0; chain * CrashesPerChain < crashes; chain++)
        {
            var faults = Enumerable.Range(chain * CrashesPerChain, CrashesPerChain).Select(n => Faults[n % Faults.Length]);
            try
            {
                await new CrashChain(prepared, random + chain).RunAsync(faults);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Chain {chain} of seed {random}: {exception.Message}", exception);
            }
        }
    }
}
