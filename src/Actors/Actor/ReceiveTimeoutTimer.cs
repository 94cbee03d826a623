namespace MeshActors.Actors.Actor;

/// <summary>
/// Fires when no message came for a while. A message only notes the time; the timer, when due, finds out whether it
/// has to wait on. So a busy actor does not touch the system's timers.
/// </summary>
internal sealed class ReceiveTimeoutTimer : IDisposable
{
    private readonly IActorRef _self;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _lastMessage;

    public ReceiveTimeoutTimer(IActorRef self, TimeProvider clock, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        _self = self;
        _clock = clock;
        Timeout = timeout;
        _lastMessage = clock.GetTimestamp();
        _timer = clock.CreateTimer(static state => ((ReceiveTimeoutTimer)state!).Due(), this, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
        _timer.Change(timeout, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Timeout { get; }

    public void Touch(object message)
    {
        if (message is not INotInfluenceReceiveTimeout)
        {
            Volatile.Write(ref _lastMessage, _clock.GetTimestamp());
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Due()
    {
        var left = Timeout - _clock.GetElapsedTime(Volatile.Read(ref _lastMessage));
        if (left <= TimeSpan.Zero)
        {
            Volatile.Write(ref _lastMessage, _clock.GetTimestamp());
            _self.Tell(ReceiveTimeout.Instance, ActorRefs.NoSender);
            left = Timeout;
        }

        _timer.Change(left, System.Threading.Timeout.InfiniteTimeSpan);
    }
}
