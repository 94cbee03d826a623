using System.Buffers;

namespace MeshActors.Grpc.Framing;

internal sealed class PooledMarshaller : Marshaller<PooledMessage>
{
    public override int Measure(PooledMessage message) => message.Memory.Length;

    public override void Write(PooledMessage message, IBufferWriter<byte> output) => output.Write(message.Memory.Span);

    public override PooledMessage Read(in ReadOnlySequence<byte> payload) => PooledMessage.CopyOf(payload);
}
