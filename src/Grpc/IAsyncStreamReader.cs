namespace MeshActors.Grpc;

/// <summary>The messages that the other side sends, one at a time. It has one reader.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false once the other side has ended its stream properly.</summary>
    /// <exception cref="RpcException">
    /// The stream broke the protocol or a limit, or (on a client) the call ended with another status than OK.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token fired, or (on a server) the client went away.</exception>
    /// <exception cref="InvalidOperationException">An earlier call has not completed.</exception>
    ValueTask<bool> MoveNext(CancellationToken cancellationToken = default);
}
