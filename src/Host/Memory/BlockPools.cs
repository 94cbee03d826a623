using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace MeshActors.Host.Memory;

/// <summary>The pools of all servers of a process, so that they can be trimmed together.</summary>
internal sealed class BlockPools : IMemoryPoolFactory<byte>
{
    private readonly ConcurrentBag<WeakReference<BlockPool>> _pools = [];

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null)
    {
        var pool = new BlockPool();
        _pools.Add(new(pool));
        return pool;
    }

    /// <summary>Lets go of all blocks that wait for use.</summary>
    public void Trim()
    {
        foreach (var reference in _pools)
        {
            if (reference.TryGetTarget(out var pool))
            {
                pool.Trim();
            }
        }
    }
}
