using System.Buffers;

namespace MeshActors.Grpc;

/// <summary>
/// Turns messages of one type into bytes and back. A marshaller has no state and is used by many calls at once;
/// what it throws while reading ends the call with <see cref="StatusCode.Internal"/>.
/// </summary>
public abstract class Marshaller<T>
{
    /// <summary>The encoded length in bytes, known before the first byte is written.</summary>
    public abstract int Measure(T message);

    /// <summary>Writes exactly <see cref="Measure"/> bytes.</summary>
    public abstract void Write(T message, IBufferWriter<byte> output);

    /// <summary>Reads one message. The payload's memory is reused as soon as this returns: keep no reference to it.</summary>
    public abstract T Read(in ReadOnlySequence<byte> payload);
}
