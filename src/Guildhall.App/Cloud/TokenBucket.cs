namespace Guildhall.App.Cloud;

/// <summary>A bucket of turns that may go below zero: whoever takes one too many is told how long to wait, in order of asking.</summary>
internal sealed class TokenBucket(CallRate rate, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = rate.Burst;
    private long _filled = time.GetTimestamp();

    /// <summary>Takes a turn; how long to wait before using it.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(rate.Burst, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * rate.PerSecond));
            _filled = now;
            _tokens--;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / rate.PerSecond);
        }
    }
}
