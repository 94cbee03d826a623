using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Memory;

/// <summary>
/// Gives memory back to the node once a wave of work is over: proxies that all connect at once, or a change that reaches all of them, leave
/// the process with several times the memory that it needs to hold what it knows. The collector alone would keep that for the next wave.
/// </summary>
/// <remarks>
/// Compacting stops the process for about a millisecond a megabyte in use, so it happens at rest only, once a wave, and never where
/// that much is in use that proxies would notice.
/// </remarks>
internal sealed partial class MemoryTrimmer : IAsyncDisposable
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>What a process at rest may allocate between two looks: leases are renewed and metrics read all the time.</summary>
    private const long AtRest = 4 * Megabyte;

    /// <summary>What must have been allocated for a trim to be worth it.</summary>
    private const long Wave = 64 * Megabyte;

    private const long MostInUse = 512 * Megabyte;

    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly BlockPools _pools;
    private readonly Func<long> _allocated;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private long _seen;
    private long _trimmedAt;

    /// <param name="pools">What connections hold for the next ones.</param>
    /// <param name="logging">Where it says what it has done.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="allocated">The bytes that the process has allocated so far; null for what the runtime counts.</param>
    public MemoryTrimmer(BlockPools pools, ILoggerFactory logging, TimeProvider clock, Func<long>? allocated = null)
    {
        (_pools, _log) = (pools, logging.CreateLogger("MeshActors.Host.Memory"));
        _allocated = allocated ?? (static () => GC.GetTotalAllocatedBytes());
        _timer = clock.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        var allocated = _allocated();
        var isAtRest = allocated - _seen < AtRest;
        _seen = allocated;
        var last = GC.GetGCMemoryInfo();

        // What survived the last collection: garbage of a wave must not pass for memory in use.
        if (!isAtRest || allocated - _trimmedAt < Wave || last.HeapSizeBytes - last.FragmentedBytes > MostInUse)
        {
            return;
        }

        _trimmedAt = allocated;
        var before = last.TotalCommittedBytes;
        _pools.Trim();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var info = GC.GetGCMemoryInfo();
        LogTrimmed(before / Megabyte, info.TotalCommittedBytes / Megabyte, info.PauseDurations[0].TotalMilliseconds);
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Debug, Message = "Gave memory back: {Before} MB before, {After} MB after, in {Milliseconds} ms")]
    private partial void LogTrimmed(long before, long after, double milliseconds);
}
