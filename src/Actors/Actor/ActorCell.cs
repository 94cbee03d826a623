using MeshActors.Actors.Dispatch;
using MeshActors.Actors.Event;
using MeshActors.Actors.Supervision;

namespace MeshActors.Actors.Actor;

/// <summary>
/// One actor as the runtime sees it: its mailbox, the instance at hand, and everything that outlives an instance. What
/// few actors use (children, watches, timers, stash) is made when first needed, so that an idle actor stays small.
/// All state but the mailbox and the children belongs to the turn of the actor.
/// </summary>
internal sealed class ActorCell : IActorContext
{
    [ThreadStatic]
    private static ActorCell? _constructing;

    /// <summary>The actor whose turn runs on this thread.</summary>
    [ThreadStatic]
    public static ActorCell? Current;

    private readonly Mailbox _mailbox;
    private readonly LocalActorRef _self;
    private Stack<Receive>? _behaviors;
    private CellExtras? _extras;
    private Children? _children;
    private object? _message;
    private IActorRef? _sender;
    private Task? _awaited;
    private int _suspended;
    private volatile CellState _state;

    public ActorCell(ActorSystem system, Props props, IInternalActorRef parent, ActorPath path)
    {
        System = system;
        Props = props;
        ParentRef = parent;
        _self = new LocalActorRef(this, path);
        _mailbox = new Mailbox(this);
    }

    public ActorSystem System { get; }

    public Props Props { get; }

    public IInternalActorRef ParentRef { get; }

    public IActorRef Self => _self;

    public IActorRef Parent => ParentRef;

    public IActorRef Sender => _sender ?? System.DeadLetters;

    public IActorRef? SenderOrNull => _sender;

    public TimeSpan? ReceiveTimeout => _extras?.ReceiveTimeout?.Timeout;

    public bool IsTerminated => _state == CellState.Terminated;

    public bool IsAwaiting => _awaited is not null;

    /// <summary>Whether user messages may be taken now. A dead actor takes them, to pass them on to dead letters.</summary>
    public bool AcceptsUserMessages => (_suspended == 0 && _awaited is null) || _state == CellState.Terminated;

    internal CellState State
    {
        get => _state;
        set => _state = value;
    }

    internal int SuspendCount
    {
        get => _suspended;
        set => _suspended = value;
    }

    internal ActorBase? Instance { get; set; }

    internal object? CurrentMessage => _message;

    internal CellExtras Extras => _extras ??= new CellExtras();

    internal CellExtras? ExtrasOrNull => _extras;

    internal Children Children => LazyInitializer.EnsureInitialized(ref _children, static () => new Children());

    internal Children? ChildrenOrNull => Volatile.Read(ref _children);

    internal SupervisorStrategy Strategy => Props.SupervisorStrategy ?? Instance?.OwnStrategy() ?? SupervisorStrategy.DefaultStrategy;

    public static ActorCell? TakeConstructing()
    {
        var cell = _constructing;
        _constructing = null;
        return cell;
    }

    public void Post(object message, IActorRef? sender) => _mailbox.Post(message, sender);

    public void PostSystem(SystemMessage message) => _mailbox.PostSystem(message);

    public void Prepend(object message, IActorRef? sender) => _mailbox.Prepend(message, sender);

    /// <summary>Makes an instance from the recipe, with this cell as its surroundings.</summary>
    public ActorBase NewInstance()
    {
        _constructing = this;
        try
        {
            var actor = Props.NewActor();
            if (actor.Cell != this)
            {
                throw new ActorInitializationException($"The Props of {Self.Path} gave an instance that belongs to {actor.Cell.Self.Path}.");
            }

            if (actor is IWithTimers withTimers)
            {
                withTimers.Timers = Extras.Timers ??= new TimerScheduler(this);
            }

            if (actor is IWithStash withStash)
            {
                withStash.Stash = Extras.Stash ??= new MessageStash(this);
            }

            return actor;
        }
        finally
        {
            _constructing = null;
        }
    }

    /// <summary>Handles one user message. Never throws: a failure goes to the supervisor.</summary>
    public void Invoke(object message, IActorRef? sender)
    {
        if (_state == CellState.Terminated)
        {
            ToDeadLetters(message, sender);
            return;
        }

        _message = message;
        _sender = sender;
        try
        {
            if (message is IAutoReceivedMessage)
            {
                AutoReceive(message);
            }
            else
            {
                Deliver(message is TimerMessage timer ? _extras?.Timers?.Accept(timer) : message);
            }

            _extras?.ReceiveTimeout?.Touch(message);
        }
        catch (Exception failure)
        {
            CellLifecycle.Fail(this, failure);
        }

        if (_awaited is null)
        {
            _message = null;
            _sender = null;
        }
    }

    public void SystemInvoke(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case RunContinuation continuation:
                    RunContinuation(continuation);
                    break;
                case HandlerCompleted:
                    CompleteHandler();
                    break;
                default:
                    CellLifecycle.Handle(this, message);
                    break;
            }
        }
        catch (Exception failure)
        {
            CellLifecycle.Fail(this, failure);
        }
    }

    /// <summary>Runs a handler that may wait. Where it does, the mailbox pauses until it is done; where not, nothing is awaited.</summary>
    public void RunTask<T>(Func<T, Task> handler, T message)
    {
        if (_awaited is not null)
        {
            throw new InvalidOperationException($"{Self.Path} began an asynchronous step while another is under way.");
        }

        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(Extras.SynchronizationContext ??= new ActorSynchronizationContext(_mailbox));
        Task task;
        try
        {
            task = handler(message);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        _awaited = task;
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => PostSystem(HandlerCompleted.Instance));
    }

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        var children = Children;
        var childName = children.Reserve(name, Self.Path);
        var path = Self.Path.Child(childName, System.NextUid());
        var cell = new ActorCell(System, props, _self, path);
        children.Add(new ChildRestartStats(cell._self));
        cell.PostSystem(Create.Instance);

        // A child of an actor that is suspended (it is being restarted) waits with it.
        for (var i = 0; i < _suspended && Current == this; i++)
        {
            cell.PostSystem(Suspend.Instance);
        }

        return cell._self;
    }

    public void Stop(IActorRef actor)
    {
        ChildrenOrNull?.MarkStopping(actor);
        (actor as IInternalActorRef)?.Stop();
    }

    public IActorRef Watch(IActorRef subject) => WatchCore(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WatchCore(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (subject is IInternalActorRef internalRef && (_extras?.DeathWatch?.StopWatching(subject) ?? false))
        {
            internalRef.SendSystemMessage(new Unwatch(internalRef, _self));
        }

        return subject;
    }

    public IActorRef Child(string name) => ChildrenOrNull?.Find(name) ?? ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => ChildrenOrNull?.Snapshot() ?? [];

    public void Become(Receive receive)
    {
        if (_behaviors is { Count: > 0 })
        {
            _behaviors.Pop();
        }

        BecomeStacked(receive);
    }

    public void BecomeStacked(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        (_behaviors ??= new Stack<Receive>()).Push(receive);
    }

    public void UnbecomeStacked()
    {
        if (_behaviors is { Count: > 0 })
        {
            _behaviors.Pop();
        }
    }

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _extras?.ReceiveTimeout?.Dispose();
        Extras.ReceiveTimeout = timeout is { } span ? new ReceiveTimeoutTimer(_self, System.TimeProvider, span) : null;
    }

    internal void ClearBehaviors() => _behaviors = null;

    internal void ToDeadLetters(object message, IActorRef? sender)
    {
        if (message is not IDeadLetterSuppression)
        {
            System.DeadLetters.Tell(new DeadLetter(message, sender, Self), sender);
        }
    }

    private void Deliver(object? message)
    {
        if (message is null || Instance is not { } actor)
        {
            return;
        }

        var handled = _behaviors is { Count: > 0 } ? _behaviors.Peek()(message) : actor.RunReceive(message);
        if (!handled)
        {
            actor.RunUnhandled(message);
        }
    }

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                Deliver(_extras?.DeathWatch?.TakeQueued(terminated));
                break;
            case PoisonPill:
                _self.Stop();
                break;
            case Kill:
                throw new ActorKilledException(Self.Path);
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            default:
                Deliver(message);
                break;
        }
    }

    private IActorRef WatchCore(IActorRef subject, object? message)
    {
        if (subject is not IInternalActorRef internalRef || internalRef.Equals(_self))
        {
            return subject;
        }

        var deathWatch = Extras.DeathWatch ??= new DeathWatch();
        if (deathWatch.StartWatching(subject, message))
        {
            internalRef.SendSystemMessage(new Watch(internalRef, _self));
        }

        return subject;
    }

    private void RunContinuation(RunContinuation continuation)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_extras?.SynchronizationContext);
        try
        {
            continuation.Callback(continuation.State);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void CompleteHandler()
    {
        var task = _awaited!;
        _awaited = null;
        try
        {
            task.GetAwaiter().GetResult();
        }
        finally
        {
            _extras?.ReceiveTimeout?.Touch(_message!);
            if (task.IsCompletedSuccessfully)
            {
                _message = null;
                _sender = null;
            }
        }
    }
}
