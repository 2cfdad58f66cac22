namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The buckets in use, one per operation and account or organization. Lives under the world's lock.</summary>
internal sealed class TokenBuckets(TimeProvider clock)
{
    private readonly Dictionary<(string Operation, string Owner), Bucket> _buckets = [];

    /// <summary>Takes one token from the account's bucket and from the organization's; false when either is empty, and then takes none.</summary>
    public bool Take(ThrottleRule rule, string operation, string accountId, string? organizationId)
    {
        var now = clock.GetUtcNow();
        var own = Filled(operation, accountId, rule.PerAccount, now);
        if (own.Tokens < 1) return false;
        if (organizationId is not null && rule.PerOrganization is { } shared)
        {
            var common = Filled(operation, organizationId, shared, now);
            if (common.Tokens < 1) return false;
            common.Tokens--;
        }

        own.Tokens--;
        return true;
    }

    private Bucket Filled(string operation, string owner, Rate rate, DateTimeOffset now)
    {
        if (!_buckets.TryGetValue((operation, owner), out var bucket))
            _buckets[(operation, owner)] = bucket = new Bucket { Tokens = rate.Burst, At = now };
        var gained = Math.Max(0, (now - bucket.At).TotalSeconds) * rate.PerSecond;
        bucket.Tokens = Math.Min(rate.Burst, bucket.Tokens + gained);
        bucket.At = now;
        return bucket;
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
