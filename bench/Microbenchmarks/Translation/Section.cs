using System.Diagnostics;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>Time, processor time and allocation of a piece of work.</summary>
internal readonly record struct Section(TimeSpan Elapsed, TimeSpan Processor, long Allocated)
{
    public static Section Of(Action work)
    {
        var (allocated, processor, clock) = Start();
        work();
        return End(allocated, processor, clock);
    }

    public static async Task<Section> OfAsync(Func<Task> work)
    {
        var (allocated, processor, clock) = Start();
        await work();
        return End(allocated, processor, clock);
    }

    public override string ToString() =>
        $"{Elapsed.TotalMilliseconds,9:F2} ms {Processor.TotalMilliseconds,8:F0} ms cpu {Allocated / 1024.0,12:N0} kB";

    private static (long Allocated, TimeSpan Processor, long Clock) Start() =>
        (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());

    private static Section End(long allocated, TimeSpan processor, long clock) => new(
        Stopwatch.GetElapsedTime(clock), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - allocated);
}
