namespace MeshActors.Grpc;

/// <summary>
/// Messages to the other side. It has one writer: the next write may start when the last one has completed, and a
/// write completes only when the transport takes more, so a slow receiver slows its writer and buffers stay bounded.
/// </summary>
public interface IAsyncStreamWriter<in T>
{
    /// <exception cref="RpcException">The message exceeds the send limit, or (on a client) the call has ended.</exception>
    /// <exception cref="OperationCanceledException">The token fired, or (on a server) the client went away.</exception>
    /// <exception cref="InvalidOperationException">An earlier write has not completed, or the stream is complete.</exception>
    ValueTask WriteAsync(T message, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a message that is encoded already, whatever <typeparamref name="T"/> is. Its segments go to the transport
    /// as they are; a large message goes out piece by piece as the receiver's flow control permits.
    /// </summary>
    /// <inheritdoc cref="WriteAsync" path="/exception"/>
    ValueTask WriteEncodedAsync(EncodedMessage message, CancellationToken cancellationToken = default);
}
