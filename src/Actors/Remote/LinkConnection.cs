using MeshActors.Actors.Actor;
using MeshActors.Actors.Membership;

namespace MeshActors.Actors.Remote;

/// <summary>
/// One connection of a link: its encoder and decoder, the buffer that fills, and the one that is being sent. Writing
/// belongs to the link's actor; reading runs beside it and ends when the connection does.
/// </summary>
internal sealed class LinkConnection
{
    private readonly IReplicaConnection _connection;
    private readonly LinkEncoder _encoder;
    private readonly LinkDecoder _decoder;
    private readonly LinkActor.Flush _flush;
    private readonly LinkActor.SendDone _sendDone;
    private readonly CancellationTokenSource _closed = new();
    private readonly IActorRef _link;
    private PooledBuffer _filling = new();
    private PooledBuffer _sending = new();
    private bool _isSending;
    private bool _flushScheduled;

    public LinkConnection(IReplicaConnection connection, ReplicaLinks links, IActorRef link, TimeProvider clock, Action<Exception> skipped)
    {
        _connection = connection;
        _link = link;
        _encoder = new LinkEncoder(links.Registry, links, links.Context);
        _decoder = new LinkDecoder(links.Registry, links, links.Context, clock, frame => link.Tell(frame, null), skipped);
        _flush = new LinkActor.Flush(this);
        _sendDone = new LinkActor.SendDone(this);
    }

    public TimeSpan Silence => _decoder.Silence;

    public int PendingBytes => _filling.Length;

    public void Write(LinkActor.Outbound message) => _encoder.WriteMessage(_filling, message.Target, message.Message, message.Sender);

    public void Write(ControlFrame frame) => _encoder.WriteControl(_filling, frame.Kind, frame.Target, frame.Sender);

    public void WriteHello(Member self, string peerId) => _encoder.WriteHello(_filling, self.Id, self.Incarnation, peerId);

    public void WriteHeartbeat() => _encoder.WriteHeartbeat(_filling);

    /// <summary>Sends after what is in the link's mailbox by now: a burst becomes one send.</summary>
    public void ScheduleFlush(IActorRef link)
    {
        if (!_flushScheduled && !_isSending)
        {
            _flushScheduled = true;
            link.Tell(_flush, ActorRefs.NoSender);
        }
    }

    public void Flush()
    {
        _flushScheduled = false;
        while (!_isSending && _filling.Length > 0 && !_closed.IsCancellationRequested)
        {
            (_filling, _sending) = (_sending, _filling);
            var send = _connection.SendAsync(_sending.WrittenMemory, _closed.Token);
            if (send.IsCompletedSuccessfully)
            {
                _sending.Clear();
                continue;
            }

            _isSending = true;
            _ = send.AsTask().PipeTo(_link, success: () => _sendDone, failure: cause => new LinkActor.Ended(this, cause));
        }
    }

    public void SendDone(IActorRef link)
    {
        _isSending = false;
        _sending.Clear();
        if (_filling.Length > 0)
        {
            ScheduleFlush(link);
        }
    }

    public void StartReading(IActorRef link) =>
        _ = ReadAll().PipeTo(link, success: () => new LinkActor.Ended(this, null), failure: cause => new LinkActor.Ended(this, cause));

    /// <summary>Ends the connection. A send under way still reads its buffer, so that one is left to the collector.</summary>
    public void Close()
    {
        _closed.Cancel();
        _filling.Dispose();
        _encoder.Dispose();
        if (!_isSending)
        {
            _sending.Dispose();
        }

        _ = _connection.DisposeAsync().AsTask();
    }

    private async Task ReadAll()
    {
        var hasHeard = false;
        while (await _connection.ReceiveAsync(_closed.Token).ConfigureAwait(false) is { } message)
        {
            if (!hasHeard)
            {
                hasHeard = true;
                _link.Tell(new LinkActor.Heard(this), ActorRefs.NoSender);
            }

            _decoder.Read(message.Span);
        }
    }
}
