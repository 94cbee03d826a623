using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MeshActors.Host.Memory;

/// <summary>
/// The blocks that connections read and write through. Blocks that come back are kept for the next connection until
/// <see cref="Trim"/>; Kestrel's own pool lets go of a twentieth every ten seconds, so that a wave of connections is paid for long after.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    // As large as Kestrel's: it writes in pieces of this size.
    private const int BlockSize = 4096;

    private readonly ConcurrentQueue<Block> _free = new();
    private volatile bool _isDisposed;

    public override int MaxBufferSize => BlockSize;

    /// <summary>How many blocks wait for use.</summary>
    public int Free => _free.Count;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_free.TryDequeue(out var block))
        {
            block = new(this);
        }

        block.Take();
        return block;
    }

    /// <summary>Lets go of the blocks that wait for use.</summary>
    public void Trim() => _free.Clear();

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        _free.Clear();
    }

    private void Return(Block block)
    {
        // Connections may still be closing when the pool is disposed of.
        if (!_isDisposed)
        {
            _free.Enqueue(block);
        }
    }

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        private int _isTaken;

        // Pinned for good: sockets read into it and write from it all the time.
        public Memory<byte> Memory { get; } =
            MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true), 0, BlockSize);

        public void Take() => Volatile.Write(ref _isTaken, 1);

        public void Dispose()
        {
            // Twice returned would be twice in use.
            if (Interlocked.Exchange(ref _isTaken, 0) == 1)
            {
                pool.Return(this);
            }
        }
    }
}
