namespace MeshActors.Actors.Actor;

/// <inheritdoc cref="ITimerScheduler"/>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ITimer Timer)> _timers = new(1);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) => Start(key, msg, initialDelay, interval);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, Timeout.InfiniteTimeSpan);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var entry))
        {
            entry.Timer.Dispose();
        }
    }

    public void CancelAll()
    {
        foreach (var (_, timer) in _timers.Values)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }

    /// <summary>The message of a timer whose turn has come, or null where the timer was cancelled or replaced since.</summary>
    public object? Accept(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var entry) || !ReferenceEquals(entry.Message, message))
        {
            return null;
        }

        if (!message.Repeats)
        {
            Cancel(message.Key);
        }

        return message.Message;
    }

    private void Start(object key, object msg, TimeSpan due, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(msg);
        Cancel(key);
        var message = new TimerMessage(key, msg, period != Timeout.InfiniteTimeSpan);
        var timer = cell.System.TimeProvider.CreateTimer(_ => cell.Post(message, cell.Self), null, due, period);
        _timers[key] = (message, timer);
    }
}
