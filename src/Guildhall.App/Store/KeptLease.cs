namespace Guildhall.App.Store;

/// <summary>A lease on something that this process works on, renewed in the background until it is disposed.</summary>
internal sealed class KeptLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;

    /// <param name="renew">Renews it; false when another process has it.</param>
    /// <param name="interval">The time between two renewals.</param>
    /// <param name="clock">Waits for it.</param>
    public KeptLease(Func<CancellationToken, Task<bool>> renew, TimeSpan interval, TimeProvider clock) => _renewing = RenewAsync(renew, interval, clock);

    /// <summary>Cancelled when another process has taken over.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(Func<CancellationToken, Task<bool>> renew, TimeSpan interval, TimeProvider clock)
    {
        while (true)
        {
            await Task.Delay(interval, clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested) return;
            try
            {
                if (await renew(_ended.Token)) continue;
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
