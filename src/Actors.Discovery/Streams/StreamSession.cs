using System.Runtime.CompilerServices;
using MeshActors.Grpc;

namespace MeshActors.Actors.Discovery.Streams;

/// <summary>
/// What the call's handler and the connection's actor share: the actor writes, the handler reads one request ahead and then
/// waits until the last is handled, so that a client that floods the stream is held back by flow control.
/// </summary>
/// <remarks>
/// Ending the stream ends the reading. A write under way goes on: HTTP/2 has no place for a status in the middle of a message, so
/// cutting the write would reset the stream and lose the status.
/// </remarks>
internal sealed class StreamSession : IDisposable
{
    private readonly IAsyncStreamWriter<EncodedMessage> _writer;
    private readonly CancellationTokenSource _cut;
    private readonly CancellationTokenSource _end;

    // One request is handled while the next one is read: an acknowledgement, which comes alone, is never waited for.
    private readonly SemaphoreSlim _handled = new(1);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The actor, and the write under way.
    private int _users = 1;
    private bool _isClosed;

    public StreamSession(IAsyncStreamWriter<EncodedMessage> writer, CancellationToken clientGone)
    {
        _writer = writer;
        _cut = CancellationTokenSource.CreateLinkedTokenSource(clientGone);
        _end = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token);
    }

    /// <summary>Fires when the stream ends, from either side.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>The status with which the server ends the stream; null where it does not.</summary>
    public RpcStatus? Ended { get; private set; }

    /// <summary>Completes when nothing is being written, and the actor will write no more.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Writes a response. A stream that has ended fails the task and never the caller.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(EncodedMessage message)
    {
        Interlocked.Increment(ref _users);
        try
        {
            await _writer.WriteEncodedAsync(message, _cut.Token).ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    public void RequestHandled() => _handled.Release();

    public Task WhenHandledAsync() => _handled.WaitAsync(_end.Token);

    public void End(RpcStatus status)
    {
        Ended ??= status;
        _end.Cancel();
    }

    /// <summary>Waits for <see cref="Closed"/>; a write that its client does not take is cut off, which resets the stream.</summary>
    /// <param name="grace">How long the client has to take it.</param>
    /// <param name="clock">The clock.</param>
    public async Task CloseAsync(TimeSpan grace, TimeProvider clock)
    {
        Stop();
        using (var patience = new CancellationTokenSource(grace, clock))
        using (patience.Token.UnsafeRegister(static cut => ((CancellationTokenSource)cut!).Cancel(), _cut))
        {
            await _closed.Task.ConfigureAwait(false);
        }
    }

    /// <summary>The actor will write no more.</summary>
    public void Close()
    {
        // An actor that is made anew after a failure says so twice.
        if (!Interlocked.Exchange(ref _isClosed, true))
        {
            Release();
        }
    }

    public void Stop() => _end.Cancel();

    public void Dispose()
    {
        _end.Dispose();
        _cut.Dispose();
        _handled.Dispose();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _closed.TrySetResult();
        }
    }
}
