using Google.Protobuf;
using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc;

/// <summary>The marshallers that come with this library.</summary>
public static class Marshallers
{
    /// <summary>
    /// Passes bytes through. Written messages go out segment by segment without being encoded or buffered again;
    /// a read message is one segment in memory of its own.
    /// </summary>
    public static Marshaller<EncodedMessage> Encoded { get; } = new EncodedMarshaller();

    /// <summary>Reads payloads into pooled memory that the receiver returns by disposing it.</summary>
    public static Marshaller<PooledMessage> Pooled { get; } = new PooledMarshaller();

    /// <summary>A generated protobuf message, parsed straight from the received sequence.</summary>
    public static Marshaller<T> Protobuf<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => new ProtobufMarshaller<T>(parser);
}
