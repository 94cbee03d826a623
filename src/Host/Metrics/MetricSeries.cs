namespace MeshActors.Host.Metrics;

/// <summary>One label set's value, or its histogram. Written by many threads, read by one.</summary>
/// <param name="labels">As <c>a="b",c="d"</c>.</param>
/// <param name="bounds">The upper bounds of a histogram's buckets; null for a plain value.</param>
internal sealed class MetricSeries(string labels, double[]? bounds)
{
    private readonly long[] _buckets = new long[(bounds?.Length ?? 0) + 1];
    private double _value;

    public string Labels { get; } = labels;

    public double[]? Bounds { get; } = bounds;

    /// <summary>The value, or the sum of a histogram.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>How many observations are in each bucket alone; the last one has no bound.</summary>
    public long BucketCount(int index) => Interlocked.Read(ref _buckets[index]);

    public void Set(double value) => Volatile.Write(ref _value, value);

    public void Add(double value)
    {
        double before;
        do
        {
            before = Volatile.Read(ref _value);
        }
        while (Interlocked.CompareExchange(ref _value, before + value, before) != before);
    }

    public void Observe(double value)
    {
        var index = Array.BinarySearch(Bounds!, value);
        Interlocked.Increment(ref _buckets[index < 0 ? ~index : index]);
        Add(value);
    }
}
