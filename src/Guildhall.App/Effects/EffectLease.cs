using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Effects;

/// <summary>An entry that this process works on, renewed in the background until it is disposed.</summary>
internal sealed class EffectLease : IAsyncDisposable
{
    private static readonly TimeSpan Renewal = EffectLedger.Lease / 4;

    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;

    public EffectLease(EffectLedger ledger, EffectRow entry, TimeProvider clock) => _renewing = RenewAsync(ledger, entry, clock);

    /// <summary>Cancelled when another process has taken the entry over.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(EffectLedger ledger, EffectRow entry, TimeProvider clock)
    {
        while (true)
        {
            await Task.Delay(Renewal, clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested) return;
            try
            {
                if (await ledger.RenewAsync(entry, _ended.Token)) continue;
                await _lost.CancelAsync();
                return;
            }
            catch (Exception exception) when (exception is OperationCanceledException || DatabaseFailure.IsIn(exception))
            {
                // Stopped, or tried again at the next turn.
            }
        }
    }
}
