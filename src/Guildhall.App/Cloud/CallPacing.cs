using System.Collections.Concurrent;

namespace Guildhall.App.Cloud;

/// <summary>
/// Keeps the calls for one organization below the rates and at most two in flight: AWS also throttles concurrency (performance.md 5). One per
/// linked organization, shared by everything that calls for it.
/// </summary>
/// <param name="inFlight">How many calls at the same time; more only where AWS publishes a rate and no concurrency.</param>
public sealed class CallPacing(CallRates rates, TimeProvider time, int inFlight = 2) : IDisposable
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _inFlight = new(inFlight);

    /// <summary>Waits for the operation's turn; dispose what it gives when the call has ended.</summary>
    public async Task<IDisposable> EnterAsync(string operation, CancellationToken cancellationToken)
    {
        if (BucketOf(operation)?.Take() is { } wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        await _inFlight.WaitAsync(cancellationToken);
        return new Turn(_inFlight);
    }

    /// <summary>How long until so many calls of the operation could be made without waiting. Takes no turn: for whoever has better to do than to wait.</summary>
    public TimeSpan Until(string operation, int calls) => BucketOf(operation)?.Until(calls) ?? TimeSpan.Zero;

    public void Dispose() => _inFlight.Dispose();

    private TokenBucket? BucketOf(string operation) => rates.Of(operation) is { } rate ? _buckets.GetOrAdd(operation, _ => new TokenBucket(rate, time)) : null;

    private sealed class Turn(SemaphoreSlim inFlight) : IDisposable
    {
        public void Dispose() => inFlight.Release();
    }
}
