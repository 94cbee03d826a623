using System.Buffers;

namespace MeshActors.Grpc.Framing;

internal sealed class EncodedMarshaller : Marshaller<EncodedMessage>
{
    public override int Measure(EncodedMessage message) => message.Length;

    public override void Write(EncodedMessage message, IBufferWriter<byte> output)
    {
        for (var i = 0; i < message.SegmentCount; i++)
        {
            output.Write(message[i].Span);
        }
    }

    public override EncodedMessage Read(in ReadOnlySequence<byte> payload) => new(payload.ToArray());
}
