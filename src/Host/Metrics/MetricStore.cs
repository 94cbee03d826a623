using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MeshActors.Host.Metrics;

/// <summary>Keeps the present values of all instruments of our meters.</summary>
/// <remarks>Names are those of istiod, written as they are in the instruments: nothing is derived from units or kinds.</remarks>
internal sealed class MetricStore : IDisposable
{
    private const string MeterPrefix = "MeshActors";

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    public MetricStore()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, static i => new MetricFamily(i)));
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Asks the observable instruments and gives all families, by name.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        foreach (var family in _families.Values.Where(family => family.IsObservable))
        {
            // What an observable instrument no longer reports is no longer there.
            family.Clear();
        }

        _listener.RecordObservableInstruments();
        return [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();
}
