namespace Guildhall.Server.Api.Throttling;

/// <summary>For each account a bucket that holds a second's turns and is filled as time goes by.</summary>
internal sealed class Turns(int perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Tokens, long At)> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes a turn; false when the account has none left.</summary>
    public bool Take(string account)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var (tokens, at) = _buckets.GetValueOrDefault(account, (perSecond, now));
            tokens = Math.Min(perSecond, tokens + (time.GetElapsedTime(at, now).TotalSeconds * perSecond));
            _buckets[account] = tokens < 1 ? (tokens, now) : (tokens - 1, now);
            return tokens >= 1;
        }
    }
}
