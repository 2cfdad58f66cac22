using Guildhall.App.Governance;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Store;

/// <summary>
/// Notices what other processes wrote, within a second: tenants by their version, everything else by a counter. SQLite says by itself when another
/// connection committed, so that an idle server reads nothing.
/// </summary>
/// <param name="reload">What to do when a counter moved, by its name.</param>
public sealed class Follower(Database database, Marketplaces marketplaces, IReadOnlyDictionary<string, Func<CancellationToken, Task>> reload, TimeProvider clock, ILogger<Follower> log)
    : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Follows until cancelled. A database that is away for a while is only logged.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var watched = database.Open();
        long? lastChange = null;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var change = await ChangeAsync(watched, cancellation);
                if (change is null || change != lastChange) await CatchUpAsync(cancellation);
                lastChange = change;
            }
            catch (Exception exception) when (DatabaseFailure.IsIn(exception))
            {
                log.LogWarning(exception, "The database cannot be followed right now");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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

    private async Task LoadNewerAsync(CancellationToken cancellation)
    {
        StateLoader.CatchUp(database, marketplaces);
        await using var db = database.Open();
        foreach (var counter in await db.Counters.AsNoTracking().ToListAsync(cancellation))
        {
            if (_seen.GetValueOrDefault(counter.Scope) == counter.Value) continue;
            if (reload.TryGetValue(counter.Scope, out var load)) await load(cancellation);
            _seen[counter.Scope] = counter.Value;
        }
    }

    /// <summary>SQLite's <c>data_version</c>: another value when another connection has committed since. Null on PostgreSQL, which has no such thing.</summary>
    private async Task<long?> ChangeAsync(GuildhallDb db, CancellationToken cancellation)
    {
        if (database.Kind != DatabaseKind.Sqlite) return null;
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
