using System.Collections.Concurrent;

namespace Guildhall.App.Cloud;

/// <summary>
/// Keeps the calls for one organization below the rates and at most two in flight: AWS also throttles concurrency (performance.md 5). One per
/// linked organization, shared by everything that calls for it.
/// </summary>
public sealed class CallPacing(CallRates rates, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _inFlight = new(2);

    /// <summary>Waits for the operation's turn; dispose what it gives when the call has ended.</summary>
    public async Task<IDisposable> EnterAsync(string operation, CancellationToken cancellationToken)
    {
        if (rates.Of(operation) is { } rate)
        {
            var wait = _buckets.GetOrAdd(operation, _ => new TokenBucket(rate, time)).Take();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        }

        await _inFlight.WaitAsync(cancellationToken);
        return new Turn(_inFlight);
    }

    public void Dispose() => _inFlight.Dispose();

    private sealed class Turn(SemaphoreSlim inFlight) : IDisposable
    {
        public void Dispose() => inFlight.Release();
    }
}
