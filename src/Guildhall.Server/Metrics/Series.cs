namespace Guildhall.Server.Metrics;

/// <summary>The running value of one instrument for one set of tags. Thread-safe.</summary>
internal abstract class Series
{
    public abstract void Record(double value);

    /// <summary>The sum so far.</summary>
    public sealed class Sum : Series
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public override void Record(double value) => Add(ref _value, value);
    }

    /// <summary>The last value.</summary>
    public sealed class Last : Series
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public override void Record(double value) => Volatile.Write(ref _value, value);
    }

    /// <summary>How many values fell into each bucket, and their sum. <paramref name="bounds"/> ascend; the last bucket has no bound.</summary>
    public sealed class Buckets(double[] bounds) : Series
    {
        private readonly long[] _counts = new long[bounds.Length + 1];
        private double _total;

        public double[] Bounds => bounds;

        public double Total => Volatile.Read(ref _total);

        public long Count(int bucket) => Volatile.Read(ref _counts[bucket]);

        public override void Record(double value)
        {
            var found = Array.BinarySearch(bounds, value);
            Interlocked.Increment(ref _counts[found < 0 ? ~found : found]);
            Add(ref _total, value);
        }
    }

    private static void Add(ref double target, double value)
    {
        var seen = Volatile.Read(ref target);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref target, seen + value, seen);
            if (before.Equals(seen)) return;
            seen = before;
        }
    }
}
