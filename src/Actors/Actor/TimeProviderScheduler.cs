namespace MeshActors.Actors.Actor;

/// <summary>The scheduler over the system's clock.</summary>
internal sealed class TimeProviderScheduler(TimeProvider clock) : IScheduler
{
    public ICancelable ScheduleTellOnceCancelable(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        new Scheduled(clock, delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender));

    public ICancelable ScheduleTellRepeatedlyCancelable(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        new Scheduled(clock, initialDelay, interval, () => receiver.Tell(message, sender));

    private sealed class Scheduled : ICancelable
    {
        private readonly ITimer _timer;
        private volatile bool _cancelled;

        public Scheduled(TimeProvider clock, TimeSpan due, TimeSpan period, Action send)
        {
            _timer = clock.CreateTimer(_ => Send(send), null, due, period);
        }

        public bool IsCancellationRequested => _cancelled;

        public void Cancel()
        {
            _cancelled = true;
            _timer.Dispose();
        }

        private void Send(Action send)
        {
            if (!_cancelled)
            {
                send();
            }
        }
    }
}
