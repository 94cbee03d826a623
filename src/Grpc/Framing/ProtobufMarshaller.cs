using System.Buffers;
using Google.Protobuf;

namespace MeshActors.Grpc.Framing;

internal sealed class ProtobufMarshaller<T>(MessageParser<T> parser) : Marshaller<T>
    where T : class, IMessage<T>
{
    public override int Measure(T message) => message.CalculateSize();

    public override void Write(T message, IBufferWriter<byte> output) => message.WriteTo(output);

    public override T Read(in ReadOnlySequence<byte> payload) => parser.ParseFrom(payload);
}
