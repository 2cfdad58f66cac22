namespace Guildhall.App.Cloud;

/// <summary>A bucket of turns that is filled as time goes by. It may go below zero: whoever takes one too many is told how long to wait, in order of asking.</summary>
public sealed class TokenBucket(CallRate rate, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = rate.Burst;
    private long _filled = time.GetTimestamp();

    /// <summary>Takes a turn; how long to wait before using it.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            Fill();
            _tokens--;
            return Until(0);
        }
    }

    /// <summary>Takes a turn if there is one now; false when not, and then nothing is taken.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            Fill();
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }

    /// <summary>How long until so many turns could be taken without waiting; takes none.</summary>
    public TimeSpan Until(int turns)
    {
        lock (_lock)
        {
            Fill();
            return Until((double)turns);
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(rate.Burst, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * rate.PerSecond));
        _filled = now;
    }

    private TimeSpan Until(double tokens) => _tokens >= tokens ? TimeSpan.Zero : TimeSpan.FromSeconds((tokens - _tokens) / rate.PerSecond);
}
