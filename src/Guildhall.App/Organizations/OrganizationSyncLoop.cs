using Guildhall.App.Store;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Organizations;

/// <summary>Syncs every active link when its time has come.</summary>
public sealed class OrganizationSyncLoop(OrganizationSyncs syncs, TimeSpan interval, TimeProvider clock, ILogger<OrganizationSyncLoop> log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Loops until cancelled. A sync that fails is logged and tried again at the next turn.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(cancellation);
            }
            catch (Exception exception) when (DatabaseFailure.IsIn(exception))
            {
                log.LogWarning(exception, "Organizations cannot be synced right now");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var pause = interval < Longest ? interval : Longest;
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Syncs what is due, once.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        foreach (var link in syncs.Due(interval))
        {
            var report = await syncs.SyncAsync(link, cancellation);
            if (report.Refused) log.LogWarning("Sync of {Link}: {Problem}", link, report.Problems[0].Message);
            else if (report.Value.Changed) log.LogInformation("Sync of {Link}: {Message}", link, report.Value.Message);
        }
    }
}
