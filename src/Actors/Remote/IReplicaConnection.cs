namespace MeshActors.Actors.Remote;

/// <summary>
/// A duplex stream of byte messages: what is sent arrives whole, once and in order, or the connection ends. One sender
/// and one receiver at a time on each end.
/// </summary>
public interface IReplicaConnection : IAsyncDisposable
{
    /// <summary>Sends a message. Completes when its bytes may be reused; slowly where the other end reads slowly.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>The next message, valid until the next call; null when the other end has closed. Throws when the connection broke.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken);
}
