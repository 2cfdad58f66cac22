using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Changes.Bulk;

/// <summary>
/// Brings bulk orders to their end: those of this process at once, those that a process left behind after their lease. A stop or a crash loses nothing and
/// does nothing twice.
/// </summary>
/// <param name="findCaller">The caller behind a credential (access key or person) for an account, with the rights of now; null when there is none.</param>
/// <param name="name">What this process is called; another one after each start.</param>
public sealed class BulkWorker(Database database, Marketplaces marketplaces, Writer writer, ChangeSets changeSets, Func<string, AccountId, Caller?> findCaller, string name, TimeProvider clock, ILogger<BulkWorker> log)
    : IDisposable
{
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(5);

    private readonly WorkUnderWay<string> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly BulkLedger _ledger = new(database, writer, name, clock);

    /// <summary>Runs an order in the background, unless this process does so already or another has it.</summary>
    public void Take(string id) => Take(id, everything: false);

    /// <summary>
    /// Takes the orders that nobody works on: with <paramref name="everything"/> all that have not ended (at the start of the only process), otherwise
    /// those whose lease is over or that were let go. Returns how many.
    /// </summary>
    public int TakeLeftBehind(bool everything)
    {
        var left = _ledger.LeftBehind(everything);
        if (left.Count > 0) Fault.Point("bulk.left-behind");
        foreach (var id in left) Take(id, everything);
        return left.Count;
    }

    /// <summary>Looks every few seconds for orders that another process left behind, or that the database did not let end here, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(LookAround, clock, log);
        await turns.PauseAsync(cancellation);
        await turns.RunAsync(() => TakeLeftBehind(everything: false), "Bulk orders left behind cannot be looked for right now", cancellation);
    }

    /// <summary>Waits until the orders taken so far have ended.</summary>
    public Task DrainAsync() => _running.EndedAsync();

    /// <summary>Sends nothing more and lets go of what has not ended: the next start or another process goes on with it.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await DrainAsync();
    }

    /// <summary>After <see cref="StopAsync"/>.</summary>
    public void Dispose() => _stopping.Dispose();

    private void Take(string id, bool everything)
    {
        if (!_stopping.IsCancellationRequested) _running.Begin(id, () => RunToEndAsync(id, everything));
    }

    private async Task RunToEndAsync(string id, bool everything)
    {
        try
        {
            if (await _ledger.ClaimAsync(id, everything, _stopping.Token)) await RunClaimedAsync(id);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nothing was begun.
        }
        catch (Exception exception)
        {
            // The outermost frame of a task that nobody waits for: the order is taken up again at the next look around.
            log.LogWarning(exception, "Bulk order {Id} waits for the database", id);
        }
    }

    private async Task RunClaimedAsync(string id)
    {
        await using var lease = new KeptLease(cancellation => _ledger.RenewAsync(id, cancellation), BulkLedger.Lease / 4, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, lease.Lost);
        try
        {
            await new BulkRun(database, marketplaces, changeSets, _ledger, order => BulkDoor.OrdererOf(order, findCaller, marketplaces), clock, log).RunAsync(id, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Another process has it, or gets it with the letting go.
            if (_stopping.IsCancellationRequested) await _ledger.ReleaseAsync(id);
        }
    }
}
