namespace MeshActors.Microbenchmarks.Scale;

/// <summary>Processor times and allocations of the same work done several times.</summary>
internal sealed class Measurement
{
    private readonly List<double> _milliseconds = [];
    private readonly List<long> _bytes = [];

    /// <summary>The median.</summary>
    public double Milliseconds => Median(_milliseconds);

    /// <summary>The median of the bytes allocated by the thread that does the work, which is the only one.</summary>
    public long Bytes => Median(_bytes);

    public void Run(Action work)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Milliseconds;
        work();
        var end = ThreadClock.Milliseconds;
        _bytes.Add(GC.GetAllocatedBytesForCurrentThread() - bytes);
        _milliseconds.Add(end - start);
    }

    private static T Median<T>(List<T> values) => values.Order().ElementAt(values.Count / 2);
}
