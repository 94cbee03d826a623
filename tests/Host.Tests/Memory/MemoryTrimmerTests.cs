using MeshActors.Host.Memory;
using MeshActors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Host.Tests.Memory;

public sealed class MemoryTrimmerTests : IAsyncDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly ManualTimeProvider _clock = new();
    private readonly BlockPools _pools = new();
    private readonly BlockPool _pool;
    private readonly MemoryTrimmer _trimmer;
    private long _allocated;

    public MemoryTrimmerTests()
    {
        _pool = (BlockPool)_pools.Create();
        _trimmer = new(_pools, NullLoggerFactory.Instance, _clock, () => _allocated);
    }

    [Fact]
    public void Wave_IsTrimmedOnceItIsOver_AndNotBefore()
    {
        Pass(100 * Megabyte);
        IsTrimmed().ShouldBeFalse();

        Pass(Megabyte);
        IsTrimmed().ShouldBeTrue();
    }

    [Fact]
    public void Trim_IsNotRepeatedAtRest_ButAfterTheNextWave()
    {
        Pass(100 * Megabyte);
        Pass(0);
        IsTrimmed().ShouldBeTrue();

        Pass(Megabyte);
        IsTrimmed().ShouldBeFalse();

        Pass(100 * Megabyte);
        Pass(0);
        IsTrimmed().ShouldBeTrue();
    }

    [Fact]
    public void ProcessThatNeverDidMuch_IsLeftAlone()
    {
        Pass(3 * Megabyte);
        Pass(3 * Megabyte);

        IsTrimmed().ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => _trimmer.DisposeAsync();

    private void Pass(long bytes)
    {
        _pool.Rent().Dispose();
        _allocated += bytes;
        _clock.Advance(MemoryTrimmer.Interval);
    }

    private bool IsTrimmed() => _pool.Free == 0;
}
