using System.Buffers;

namespace MeshActors.Grpc;

/// <summary>
/// A received payload in an array of the shared pool. Whoever receives it owns it and disposes it once;
/// <see cref="Memory"/> must not be used afterwards.
/// </summary>
public sealed class PooledMessage : IDisposable
{
    private readonly int _length;
    private byte[]? _array;

    private PooledMessage(byte[] array, int length)
    {
        _array = array;
        _length = length;
    }

    public ReadOnlyMemory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_array is null, this);
            return _array.AsMemory(0, _length);
        }
    }

    public static PooledMessage CopyOf(in ReadOnlySequence<byte> payload)
    {
        var length = checked((int)payload.Length);
        var array = ArrayPool<byte>.Shared.Rent(length);
        payload.CopyTo(array);
        return new PooledMessage(array, length);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
