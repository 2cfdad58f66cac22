using Guildhall.App.Governance;
using Guildhall.App.Upkeep;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Store;

/// <summary>
/// Notices what other processes wrote, within a second: tenants by their version, everything else by a counter. SQLite says by itself when another
/// connection committed, so that an idle server reads nothing.
/// </summary>
/// <param name="reload">What to do when a counter moved, by its name.</param>
public sealed class Follower(Database database, Marketplaces marketplaces, IReadOnlyDictionary<string, Func<CancellationToken, Task>> reload, Readiness readiness, TimeProvider clock, ILogger<Follower> log)
    : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>What this says of itself in <see cref="Readiness"/>: degraded while the database cannot be followed.</summary>
    public const string Part = "store";

    /// <summary>Follows until cancelled. What goes wrong is logged, and tried again at the next turn.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var version = new DataVersion(database);
        using var turns = new Turns(Pause, clock, log);
        long? lastChange = null;
        await turns.RunAsync(
            async stop =>
            {
                try
                {
                    var change = version.Read();
                    if (change is null || change != lastChange) await CatchUpAsync(stop);
                    lastChange = change;
                    readiness.Report(Part, PartState.Ready);
                }
                catch (Exception) when (!stop.IsCancellationRequested)
                {
                    readiness.Report(Part, PartState.Degraded);
                    throw;
                }
            },
            "The database cannot be followed right now",
            cancellation);
    }

    /// <summary>
    /// Loads everything that is newer in the database than in memory, once. One at a time: a slow load that began earlier must not put back what a
    /// quick one that began later has replaced.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await LoadNewerAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Tenants are read beside the catalogue and published after it, because their policies are kept by its numbers.</summary>
    private async Task LoadNewerAsync(CancellationToken cancellation)
    {
        var moved = CountersIn(database).Where(counter => _seen.GetValueOrDefault(counter.Scope) != counter.Value).ToList();
        var tenants = Task.Run(() => StateLoader.ReadNewer(database, marketplaces), CancellationToken.None);
        await Task.WhenAll([.. moved.Where(counter => reload.ContainsKey(counter.Scope)).Select(counter => reload[counter.Scope](cancellation)), tenants]);
        foreach (var (scope, value) in moved) _seen[scope] = value;
        StateLoader.Publish(await tenants, marketplaces);
    }

    private static List<(string Scope, long Value)> CountersIn(Database database)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows("""SELECT "Scope", "Value" FROM "Counters" """).Select(row => (row.GetString(0), row.GetInt64(1)))];
    }
}
