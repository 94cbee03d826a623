using System.Runtime.CompilerServices;
using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// What the call's handler and the connection's actor share: the actor writes, the handler reads one request at a time and waits
/// until it is handled, so that a client that floods the stream is held back by flow control.
/// </summary>
internal sealed class StreamSession(IAsyncStreamWriter<EncodedMessage> writer, CancellationToken clientGone) : IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(clientGone);
    private readonly SemaphoreSlim _handled = new(0);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fires when the stream ends, from either side.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>The status with which the server ends the stream; null where it does not.</summary>
    public RpcStatus? Ended { get; private set; }

    /// <summary>Completes when the actor will write no more.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Writes a response. A stream that has ended fails the task and never the caller.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(EncodedMessage message) => await writer.WriteEncodedAsync(message, _end.Token).ConfigureAwait(false);

    public void RequestHandled() => _handled.Release();

    public Task WhenHandledAsync() => _handled.WaitAsync(_end.Token);

    public void End(RpcStatus status)
    {
        Ended ??= status;
        _end.Cancel();
    }

    public void Close() => _closed.TrySetResult();

    public void Stop() => _end.Cancel();

    public void Dispose()
    {
        _end.Dispose();
        _handled.Dispose();
    }
}
