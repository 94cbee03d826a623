using MeshActors.Grpc.Framing;

namespace MeshActors.Grpc.Server;

internal sealed class ResponseStreamWriter<T>(MessageWriter writer, Marshaller<T> marshaller, HttpServerCallContext call)
    : IServerStreamWriter<T>
{
    public ValueTask WriteAsync(T message, CancellationToken cancellationToken = default)
    {
        call.ThrowIfEnded();
        return writer.WriteAsync(marshaller, message, cancellationToken);
    }

    public ValueTask WriteEncodedAsync(EncodedMessage message, CancellationToken cancellationToken = default)
    {
        call.ThrowIfEnded();
        return writer.WriteAsync(message, cancellationToken);
    }
}
