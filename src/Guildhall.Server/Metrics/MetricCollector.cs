using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Numerics;

namespace Guildhall.Server.Metrics;

/// <summary>Listens to the meters of these names from its making on, and keeps the running values. Thread-safe.</summary>
public sealed class MetricCollector : IDisposable
{
    /// <summary>The meters that the product shows: its own, the web server's, the runtime's, the PostgreSQL driver's.</summary>
    public static FrozenSet<string> Product { get; } = FrozenSet.Create(
        StringComparer.Ordinal, "Guildhall", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql");

    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly MeterListener _listener = new();

    public MetricCollector(IReadOnlySet<string> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, made => new(made)));
        };
        ListenTo<byte>();
        ListenTo<short>();
        ListenTo<int>();
        ListenTo<long>();
        ListenTo<float>();
        ListenTo<double>();
        ListenTo<decimal>();
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The running values of this moment, by name of the instrument.</summary>
    internal IEnumerable<InstrumentSeries> Read()
    {
        _listener.RecordObservableInstruments();
        return _instruments.Values.OrderBy(series => series.Instrument.Name, StringComparer.Ordinal);
    }

    private void ListenTo<T>()
        where T : struct, INumber<T> =>
        _listener.SetMeasurementEventCallback<T>((_, value, tags, state) => ((InstrumentSeries)state!).Record(double.CreateSaturating(value), tags));
}
