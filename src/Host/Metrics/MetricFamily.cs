using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MeshActors.Host.Metrics;

/// <summary>One metric with all its label sets.</summary>
internal sealed class MetricFamily(Instrument instrument)
{
    /// <summary>Where the instrument says nothing else: seconds from a millisecond to half a minute, as istiod's push times.</summary>
    private static readonly double[] DefaultBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3, 5, 10, 20, 30];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly bool _isHistogram = instrument is Histogram<double> or Histogram<long> or Histogram<int>;

    // A push to two hundred proxies counts two hundred times under the same tag, which need not be written out each time.
    private volatile Recent? _recent;

    public string Name => instrument.Name;

    public string Description => instrument.Description ?? "";

    public bool IsObservable => instrument.IsObservable;

    /// <summary>The type word of the exposition format.</summary>
    public string Type { get; } = instrument switch
    {
        Histogram<double> or Histogram<long> or Histogram<int> => "histogram",
        Counter<long> or Counter<int> or Counter<double> or ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double> => "counter",
        _ => "gauge",
    };

    /// <summary>Whether measurements add up: of counters that report each step; observed ones report the sum.</summary>
    private bool Adds { get; } = instrument is Counter<long> or Counter<int> or Counter<double>
        or UpDownCounter<long> or UpDownCounter<int> or UpDownCounter<double>;

    public IEnumerable<MetricSeries> Series => _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = SeriesOf(tags);
        if (_isHistogram)
        {
            series.Observe(value);
        }
        else if (Adds)
        {
            series.Add(value);
        }
        else
        {
            series.Set(value);
        }
    }

    public void Clear()
    {
        _series.Clear();
        _recent = null;
    }

    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length > 1)
        {
            return SeriesNamed(PrometheusLabels.Of(tags));
        }

        var (name, value) = tags.IsEmpty ? default : tags[0];
        var recent = _recent;
        if (recent is null || !ReferenceEquals(recent.Name, name) || !ReferenceEquals(recent.Value, value))
        {
            _recent = recent = new(name, value, SeriesNamed(PrometheusLabels.Of(tags)));
        }

        return recent.Series;
    }

    private MetricSeries SeriesNamed(string labels) =>
        _series.TryGetValue(labels, out var series) ? series : _series.GetOrAdd(labels, new MetricSeries(labels, _isHistogram ? BoundsOf(instrument) : null));

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };

    private sealed record Recent(string? Name, object? Value, MetricSeries Series);
}
