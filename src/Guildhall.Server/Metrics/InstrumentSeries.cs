using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Guildhall.Server.Metrics;

/// <summary>What an instrument is, in the words of the text format.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>All series of one instrument.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>More sets of tags than this are dropped, so that no caller can fill the memory.</summary>
    private const int Most = 1_000;

    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _series = new(new TagSetComparer());
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;
    private readonly Func<Series> _make;

    public InstrumentSeries(Instrument instrument)
    {
        Instrument = instrument;
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        (Kind, _make) = Classify(instrument);
    }

    public Instrument Instrument { get; }

    public MetricKind Kind { get; }

    public IEnumerable<KeyValuePair<KeyValuePair<string, object?>[], Series>> All => _series;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_byTags.TryGetValue(tags, out var series)) series.Record(value);
        else if (_series.Count < Most) _series.GetOrAdd(tags.ToArray(), _ => _make()).Record(value);
    }

    private static (MetricKind Kind, Func<Series> Make) Classify(Instrument instrument)
    {
        var type = instrument.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (kind == typeof(Histogram<>)) return (MetricKind.Histogram, Histogram(Bounds(instrument)));
        if (kind == typeof(Counter<>)) return (MetricKind.Counter, () => new Series.Sum());
        if (kind == typeof(UpDownCounter<>)) return (MetricKind.Gauge, () => new Series.Sum());
        return (kind == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge, () => new Series.Last());
    }

    private static Func<Series> Histogram(double[] bounds) => () => new Series.Buckets(bounds);

    private static double[] Bounds(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };
}
