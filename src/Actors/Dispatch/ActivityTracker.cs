namespace MeshActors.Actors.Dispatch;

/// <summary>
/// Counts what is scheduled or running in one or more actor systems, so that a test can wait for the moment when
/// nothing is. An actor that awaits an unfinished task counts as idle: only the outside world or the clock can wake it.
/// </summary>
internal sealed class ActivityTracker
{
    private readonly Lock _gate = new();
    private long _active;
    private TaskCompletionSource _idle = CompletedSource();

    public void Begin()
    {
        lock (_gate)
        {
            if (_active++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void End()
    {
        lock (_gate)
        {
            if (--_active == 0)
            {
                _idle.SetResult();
            }
        }
    }

    /// <summary>Completes when nothing is scheduled or running.</summary>
    public Task WhenIdle
    {
        get
        {
            lock (_gate)
            {
                return _idle.Task;
            }
        }
    }

    private static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
