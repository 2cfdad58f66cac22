using Guildhall.App.Upkeep;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Organizations;

/// <summary>Syncs every active link when its time has come, several at once: one that is slow holds up no other.</summary>
public sealed class OrganizationSyncLoop(OrganizationSyncs syncs, TimeSpan interval, Readiness readiness, TimeProvider clock, ILogger<OrganizationSyncLoop> log)
{
    /// <summary>What this says of itself in <see cref="Readiness"/>: degraded while the last sync of a link failed.</summary>
    public const string Part = "organization";

    /// <summary>Links that are read at the same time.</summary>
    private const int AtOnce = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Leaves the machine to the start of the server.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    private readonly WorkUnderWay<string> _running = new();
    private readonly SyncRetries _retries = new(Longest, interval, clock);

    /// <summary>Loops from a moment after the start until cancelled, then waits for the syncs under way. A sync that fails is logged and tried again, later each time.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Task.Delay(AfterStart, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var turns = new Turns(interval < Longest ? interval : Longest, clock, log);
        await turns.RunAsync(() => StartDue(cancellation), "Organizations cannot be synced right now", cancellation);
        await _running.EndedAsync();
    }

    /// <summary>Syncs what is due, once; a link that failed waits for its next try.</summary>
    public Task RunOnceAsync(CancellationToken cancellation)
    {
        StartDue(cancellation);
        return _running.EndedAsync();
    }

    private void StartDue(CancellationToken cancellation)
    {
        var due = syncs.Due(interval).Where(link => !_running.Has(link) && _retries.MayTry(link)).Take(AtOnce - _running.Count).ToList();
        foreach (var link in due) _running.Begin(link, () => SyncAsync(link, cancellation));
    }

    private async Task SyncAsync(string link, CancellationToken cancellation)
    {
        try
        {
            var report = await syncs.SyncAsync(link, cancellation);
            if (report.Refused) log.LogWarning("Sync of {Link}: {Problem}", link, report.Problems[0].Message);
            else if (report.Value.Changed) log.LogInformation("Sync of {Link}: {Message}", link, report.Value.Message);
            Ended(link, failed: report.Refused);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped: it goes on at the next start.
        }
        catch (Exception exception)
        {
            // The outermost frame of a task that nobody waits for: what a sync did not foresee is that link's failure and no other's.
            log.LogError(exception, "Sync of {Link} failed", link);
            Ended(link, failed: true);
        }
    }

    private void Ended(string link, bool failed)
    {
        if (failed) _retries.Failed(link);
        else _retries.Succeeded(link);
        readiness.Report(Part, _retries.Any ? PartState.Degraded : PartState.Ready);
    }
}
