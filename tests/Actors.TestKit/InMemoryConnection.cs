using System.Threading.Channels;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.TestKit;

/// <summary>
/// One end of a connection in memory. The reader goes on within the sender's call, so that a cluster in memory is at
/// rest exactly when its actors are.
/// </summary>
internal sealed class InMemoryConnection(InMemoryReplicaNetwork network, string from, string to) : IReplicaConnection
{
    private readonly Lock _gate = new();
    private readonly Channel<byte[]> _inbox = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly Queue<(byte[] Message, TaskCompletionSource? Taken)> _outbox = [];
    private InMemoryConnection? _peer;
    private bool _closing;

    public string From => from;

    public string To => to;

    public void Join(InMemoryConnection peer) => _peer = peer;

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var stalled = network.IsStalled(to);
        var taken = stalled ? new TaskCompletionSource() : null;
        lock (_gate)
        {
            if (_closing)
            {
                throw new IOException($"The connection from {from} to {to} is closed.");
            }

            _outbox.Enqueue((message.ToArray(), taken));
        }

        network.AfterDelay(from, to, Pump);
        return taken is null ? ValueTask.CompletedTask : new ValueTask(taken.Task.WaitAsync(cancellationToken));
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (!await _inbox.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return _inbox.Reader.TryRead(out var message) ? message : null;
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
        }

        _inbox.Writer.TryComplete();
        Pump();
        return ValueTask.CompletedTask;
    }

    /// <summary>Moves on what can move.</summary>
    public void Pump()
    {
        lock (_gate)
        {
            if (network.IsCut(from, to) || network.IsStalled(to))
            {
                return;
            }

            while (_outbox.TryDequeue(out var next))
            {
                _peer!._inbox.Writer.TryWrite(next.Message);
                next.Taken?.TrySetResult();
            }

            if (_closing)
            {
                _peer!._inbox.Writer.TryComplete();
            }
        }
    }

    /// <summary>Ends this end with an error.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _closing = true;
            _outbox.Clear();
        }

        _inbox.Writer.TryComplete(new IOException($"The connection from {from} to {to} was reset."));
    }
}
