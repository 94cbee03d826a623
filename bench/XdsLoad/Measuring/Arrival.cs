using System.Diagnostics;

namespace MeshActors.XdsLoad.Measuring;

/// <summary>When each sidecar has received one change.</summary>
internal sealed class Arrival(int sidecars)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long[] _times = new long[sidecars];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = sidecars;

    public Task All => _all.Task;

    /// <summary>From the wait's beginning to each sidecar's receipt.</summary>
    public IEnumerable<TimeSpan> Each => _times.Where(time => time != 0).Select(time => Stopwatch.GetElapsedTime(_start, time));

    /// <summary>To the first sidecar's.</summary>
    public TimeSpan First => Each.Min();

    /// <summary>To the last sidecar's.</summary>
    public TimeSpan Last => Each.Max();

    public void At(int sidecar)
    {
        if (Interlocked.CompareExchange(ref _times[sidecar], Stopwatch.GetTimestamp(), 0) == 0 && Interlocked.Decrement(ref _missing) == 0)
        {
            _all.TrySetResult();
        }
    }
}
