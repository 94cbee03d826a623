using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Supervision;

/// <summary>
/// Supervises one child and starts it again after growing pauses, so that what it depends on can recover. Messages for
/// the child go to this actor; while there is no child they go to dead letters. A child that lived longer than the
/// longest pause counts as recovered, and the pauses begin anew.
/// </summary>
public sealed class BackoffSupervisor : UntypedActor, IWithTimers
{
    private readonly BackoffOptions _options;
    private IActorRef? _child;
    private bool _childFailed;
    private int _restarts;
    private long _startedAt;

    private BackoffSupervisor(BackoffOptions options)
    {
        _options = options;
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The recipe of a supervisor.</summary>
    public static Props Props(BackoffOptions options) => Actor.Props.Create(() => new BackoffSupervisor(options));

    /// <inheritdoc/>
    protected override void PreStart() => StartChild();

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ =>
    {
        _childFailed = true;
        return Directive.Stop;
    });

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartChildNow:
                StartChild();
                break;
            case Terminated gone when gone.ActorRef.Equals(_child):
                ChildGone();
                break;
            case Terminated:
                Unhandled(message);
                break;
            default:
                (_child ?? Context.System.DeadLetters).Forward(message);
                break;
        }
    }

    private void ChildGone()
    {
        _child = null;
        if (!_childFailed && !_options.RestartWhenStopped)
        {
            Context.Stop(Self);
            return;
        }

        if (Context.System.TimeProvider.GetElapsedTime(_startedAt) > _options.MaxBackoff)
        {
            _restarts = 0;
        }

        if (_options.MaxNrOfRetries >= 0 && _restarts >= _options.MaxNrOfRetries)
        {
            Context.Stop(Self);
            return;
        }

        var delay = _options.Delay(_restarts++);
        Timers.StartSingleTimer(StartChildNow.Instance, StartChildNow.Instance, delay + (delay * (Random.Shared.NextDouble() * _options.RandomFactor)));
    }

    private void StartChild()
    {
        _childFailed = false;
        _startedAt = Context.System.TimeProvider.GetTimestamp();
        _child = Context.Watch(Context.ActorOf(_options.ChildProps, _options.ChildName));
    }

    private sealed record StartChildNow
    {
        public static StartChildNow Instance { get; } = new();
    }
}
