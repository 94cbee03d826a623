using MeshActors.Actors.Remote;
using MeshActors.Grpc;

namespace MeshActors.Host.Links;

/// <summary>One end of a link's stream.</summary>
internal sealed class GrpcReplicaConnection(
    IAsyncStreamReader<PooledMessage> reader, IAsyncStreamWriter<PooledMessage> writer, IDisposable? owned) : IReplicaConnection
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PooledMessage? _received;

    /// <summary>Completes when this end has closed.</summary>
    public Task Closed => _closed.Task;

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        writer.WriteEncodedAsync(new EncodedMessage(message), cancellationToken);

    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _received?.Dispose();
        _received = null;
        if (!await reader.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        _received = reader.Current;
        return _received.Memory;
    }

    public ValueTask DisposeAsync()
    {
        if (_closed.TrySetResult())
        {
            owned?.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
