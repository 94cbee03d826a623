using MeshActors.Actors.Actor;
using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Membership;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Remote;

/// <summary>
/// The link to one other member: one connection at a time, dialled by the replica whose id sorts first.
/// <para>
/// States: a new member's link is <em>pending</em>; what is sent waits, for a moment, for the first connection. Then it
/// is <em>up</em>, once the peer has been heard on it: at the peer's address another replica may live by now, which takes the
/// connection and ends it. Frames are written to a buffer, and one send at a time takes all there is, so a busy link sends few
/// large messages and an idle one sends at once. When the connection ends, is silent for too long, or the peer reads so
/// slowly that the buffer overflows, the link is <em>down</em>: what waited is lost, watchers of actors over there are
/// told, the watches of actors over there are ended here, and the cluster hears that the member cannot be reached.
/// </para>
/// <para>
/// Nothing is ever sent twice, and nothing is sent on a new connection that was meant for an old one. That is all the
/// delivery there is: at most once, in order. Whoever must not miss anything subscribes again when the link is up, and
/// gets the newest state in full.
/// </para>
/// </summary>
internal sealed partial class LinkActor : ReceiveActor, IWithTimers
{
    private readonly ReplicaLinks _links;
    private readonly IReplicaTransport _transport;
    private readonly LinkSettings _settings;
    private readonly Member _peer;
    private readonly Cluster _cluster;
    private readonly ILogger _log;
    private readonly Dictionary<RemoteActorRef, HashSet<IInternalActorRef>> _watchedThere = [];
    private readonly HashSet<(IInternalActorRef Subject, IInternalActorRef Watcher)> _watchedHere = [];
    private readonly Queue<object> _beforeFirst = [];
    private LinkConnection? _connection;
    private int _attempt;
    private bool _pending = true;
    private bool _isUp;

    // What the cluster takes it for: members count as within reach until the link says otherwise.
    private bool _isReachable = true;

    public LinkActor(ReplicaLinks links, IReplicaTransport transport, LinkSettings settings, Member peer)
    {
        _links = links;
        _transport = transport;
        _settings = settings;
        _peer = peer;
        _cluster = Cluster.Get(Context.System);
        _log = Context.GetLogger();

        Receive<Outbound>(Send);
        Receive<Flush>(f => f.Connection.Flush());
        Receive<Heard>(h => ReferenceEquals(h.Connection, _connection), _ => Up());
        Receive<Heard>(_ => { });
        Receive<SendDone>(d => d.Connection.SendDone(Self));
        Receive<WatchRemote>(OnWatchRemote);
        Receive<UnwatchRemote>(OnUnwatchRemote);
        Receive<TellTerminated>(t => Control(new ControlFrame(FrameKind.Terminated, t.Watcher, t.Gone)));
        Receive<ControlFrame>(OnControl);
        Receive<Heartbeat>(_ => OnHeartbeat());
        Receive<Dial>(_ => OnDial());
        Receive<Dialled>(d => OnDialled(d));
        Receive<DialFailed>(OnDialFailed);
        Receive<Accepted>(a => Use(a.Connection));
        Receive<Ended>(e => ReferenceEquals(e.Connection, _connection), e => Down(e.Cause));
        Receive<Ended>(_ => { });
        Receive<GraceOver>(_ => OnGraceOver());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool Dials => string.CompareOrdinal(_cluster.SelfMember.Id, _peer.Id) < 0;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Heartbeat.Instance, Heartbeat.Instance, _settings.HeartbeatInterval);
        Timers.StartSingleTimer(GraceOver.Instance, GraceOver.Instance, _cluster.Settings.LinkGrace);
        if (Dials)
        {
            OnDial();
        }
    }

    protected override void PostStop()
    {
        _pending = false;
        LoseAll();
        _connection?.Close();
        _connection = null;
    }

    private void Send(Outbound outbound)
    {
        if (_connection is null)
        {
            Hold(outbound);
            return;
        }

        try
        {
            _connection.Write(outbound);
        }
        catch (Exception cause)
        {
            // The frame was not begun, so the link goes on without this message.
            Log.NotWritten(_log, cause, outbound.Message.GetType().Name, _peer.Id);
            _links.Lost(outbound);
            return;
        }

        Continue();
    }

    private void Control(ControlFrame frame)
    {
        if (_connection is null)
        {
            Hold(frame);
            return;
        }

        _connection.Write(frame);
        Continue();
    }

    private void Continue()
    {
        if (_connection!.PendingBytes > _settings.MaxPendingBytes)
        {
            Down(new IOException($"More than {_settings.MaxPendingBytes} bytes wait for {_peer.Id}, which reads too slowly."));
        }
        else
        {
            _connection.ScheduleFlush(Self);
        }
    }

    private void Hold(object message)
    {
        if (_pending)
        {
            _beforeFirst.Enqueue(message);
        }
        else
        {
            _links.Lost(message);
        }
    }

    private void OnWatchRemote(WatchRemote watch)
    {
        if (_connection is null && !_pending)
        {
            _links.Lost(watch);
            return;
        }

        if (!_watchedThere.TryGetValue(watch.Target, out var watchers))
        {
            _watchedThere[watch.Target] = watchers = [];
        }

        if (watchers.Add(watch.Watcher))
        {
            Control(new ControlFrame(FrameKind.Watch, watch.Target, watch.Watcher));
        }
    }

    private void OnUnwatchRemote(UnwatchRemote unwatch)
    {
        if (_watchedThere.TryGetValue(unwatch.Target, out var watchers) && watchers.Remove(unwatch.Watcher))
        {
            if (watchers.Count == 0)
            {
                _watchedThere.Remove(unwatch.Target);
            }

            Control(new ControlFrame(FrameKind.Unwatch, unwatch.Target, unwatch.Watcher));
        }
    }

    private void OnControl(ControlFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Watch:
                _watchedHere.Add(((IInternalActorRef)frame.Target, (IInternalActorRef)frame.Sender));
                ((IInternalActorRef)frame.Target).SendSystemMessage(new Watch((IInternalActorRef)frame.Target, (IInternalActorRef)frame.Sender));
                break;
            case FrameKind.Unwatch:
                _watchedHere.Remove(((IInternalActorRef)frame.Target, (IInternalActorRef)frame.Sender));
                ((IInternalActorRef)frame.Target).SendSystemMessage(new Unwatch((IInternalActorRef)frame.Target, (IInternalActorRef)frame.Sender));
                break;
            case FrameKind.Terminated:
                TellWatcher(frame);
                break;
        }
    }

    private void TellWatcher(ControlFrame frame)
    {
        if (frame.Sender is RemoteActorRef gone)
        {
            TellWatcher(gone, (IInternalActorRef)frame.Target);

            // It may have been watched by its path alone, as whichever incarnation lives there.
            TellWatcher(new RemoteActorRef(_links, gone.MemberId, gone.Path.Parent.Child(gone.Path.Name, 0)), (IInternalActorRef)frame.Target);
        }
    }

    private void TellWatcher(RemoteActorRef gone, IInternalActorRef watcher)
    {
        if (!_watchedThere.TryGetValue(gone, out var watchers) || !watchers.Remove(watcher))
        {
            return;
        }

        if (watchers.Count == 0)
        {
            _watchedThere.Remove(gone);
        }

        watcher.SendSystemMessage(new DeathWatchNotification(gone, ExistenceConfirmed: true, AddressTerminated: false));
    }

    private void OnHeartbeat()
    {
        if (_connection is null)
        {
            return;
        }

        if (_connection.Silence > _settings.SilenceLimit)
        {
            Down(new IOException($"Nothing was heard of {_peer.Id} for {_connection.Silence}."));
            return;
        }

        _connection.WriteHeartbeat();
        _connection.ScheduleFlush(Self);
    }

    private void OnDial()
    {
        var attempt = ++_attempt;
        _ = StoreCall.WithTimeout(t => _transport.ConnectAsync(_peer, t), _settings.ConnectTimeout, Context.System.TimeProvider)
            .PipeTo(Self, success: c => new Dialled(attempt, c), failure: cause => new DialFailed(attempt, cause));
    }

    private void OnDialled(Dialled dialled)
    {
        if (dialled.Attempt == _attempt && _connection is null)
        {
            Use(dialled.Connection);
        }
        else
        {
            _ = dialled.Connection.DisposeAsync().AsTask();
        }
    }

    private void OnDialFailed(DialFailed failed)
    {
        if (failed.Attempt == _attempt)
        {
            Log.DialFailed(_log, _peer.Id, _peer.Address, failed.Cause.Message);
            DialLater();
        }
    }

    private void DialLater() => Timers.StartSingleTimer(Dial.Instance, Dial.Instance, _settings.ReconnectInterval);

    private void Use(IReplicaConnection connection)
    {
        if (_connection is not null)
        {
            // The peer has given the old connection up, or it would not have dialled again.
            Down(new IOException($"{_peer.Id} opened a new connection."));
        }

        _connection = new LinkConnection(connection, _links, Self, Context.System.TimeProvider, cause => Log.NotRead(_log, cause, _peer.Id));
        if (Dials)
        {
            // On its own: the other end reads the greeting apart from all that follows.
            _connection.WriteHello(_cluster.SelfMember, _peer.Id);
            _connection.Flush();
        }

        _connection.StartReading(Self);
        Timers.Cancel(GraceOver.Instance);
        if (!Dials)
        {
            // Tells the other end that it was let in.
            _connection.WriteHeartbeat();
            _connection.ScheduleFlush(Self);
            Up();
        }

        _pending = false;
        while (_beforeFirst.TryDequeue(out var held))
        {
            // Here and now, not by way of the mailbox, where later messages may wait already.
            if (held is Outbound outbound)
            {
                Send(outbound);
            }
            else
            {
                Control((ControlFrame)held);
            }
        }
    }

    private void Up()
    {
        if (!_isUp)
        {
            _isUp = true;
            Log.Up(_log, _peer.Id);
            Reach(true);
        }
    }

    private void Down(Exception? cause)
    {
        var reason = cause?.Message ?? "closed by the peer";
        if (_isUp)
        {
            Log.Down(_log, _peer.Id, reason);
        }
        else
        {
            Log.DialFailed(_log, _peer.Id, _peer.Address, reason);
        }

        _isUp = false;
        _connection!.Close();
        _connection = null;
        LoseAll();
        Reach(false);
        if (Dials)
        {
            DialLater();
        }
    }

    private void OnGraceOver()
    {
        if (_pending && _connection is null)
        {
            Log.NeverUp(_log, _peer.Id);
            _pending = false;
            LoseAll();
            Reach(false);
        }
    }

    private void Reach(bool reachable)
    {
        if (_isReachable != reachable)
        {
            _isReachable = reachable;
            _cluster.PublishReachability(_peer, reachable);
        }
    }

    private void LoseAll()
    {
        while (_beforeFirst.TryDequeue(out var held))
        {
            _links.Lost(held);
        }

        foreach (var (target, watchers) in _watchedThere)
        {
            foreach (var watcher in watchers)
            {
                watcher.SendSystemMessage(new DeathWatchNotification(target, ExistenceConfirmed: false, AddressTerminated: true));
            }
        }

        foreach (var (subject, watcher) in _watchedHere)
        {
            subject.SendSystemMessage(new Unwatch(subject, watcher));
        }

        _watchedThere.Clear();
        _watchedHere.Clear();
    }
}
