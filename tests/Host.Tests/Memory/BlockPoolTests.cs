using MeshActors.Host.Memory;

namespace MeshActors.Host.Tests.Memory;

public sealed class BlockPoolTests
{
    private readonly BlockPool _pool = new();

    [Fact]
    public void ReturnedBlock_IsUsedAgain()
    {
        var first = _pool.Rent();
        first.Memory.Span[0] = 7;
        first.Dispose();

        _pool.Rent().ShouldBeSameAs(first);
        _pool.Free.ShouldBe(0);
    }

    [Fact]
    public void Block_ReturnedTwice_IsNotHandedOutTwice()
    {
        var block = _pool.Rent();
        block.Dispose();
        block.Dispose();

        _pool.Rent().ShouldNotBeSameAs(_pool.Rent());
    }

    [Fact]
    public void Trim_LetsGoOfFreeBlocks_AndOfNoOthers()
    {
        var held = _pool.Rent();
        _pool.Rent().Dispose();

        _pool.Trim();

        _pool.Free.ShouldBe(0);
        held.Memory.Length.ShouldBe(_pool.MaxBufferSize);
        held.Dispose();
        _pool.Free.ShouldBe(1);
    }

    [Fact]
    public void Rent_OfMoreThanABlock_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _pool.Rent(_pool.MaxBufferSize + 1));

    [Fact]
    public void Factory_TrimsAllItsPools()
    {
        var pools = new BlockPools();
        var (one, other) = ((BlockPool)pools.Create(), (BlockPool)pools.Create());
        one.Rent().Dispose();
        other.Rent().Dispose();

        pools.Trim();

        (one.Free + other.Free).ShouldBe(0);
        GC.KeepAlive(pools);
    }
}
