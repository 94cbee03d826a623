namespace MeshActors.Actors.Actor;

/// <summary>A child with the count of its restarts within the strategy's window.</summary>
public sealed class ChildRestartStats
{
    private int _restarts;
    private long _windowStart;

    internal ChildRestartStats(IActorRef child)
    {
        Child = child;
    }

    /// <summary>The child.</summary>
    public IActorRef Child { get; }

    /// <summary>Counts a restart; false where it is one too many. A negative limit allows any number, zero none.</summary>
    internal bool RequestRestartPermission(int maxNrOfRetries, TimeSpan window, TimeProvider clock)
    {
        if (maxNrOfRetries == 0)
        {
            return false;
        }

        var now = clock.GetTimestamp();
        if (_restarts == 0 || (window != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(_windowStart, now) > window))
        {
            _windowStart = now;
            _restarts = 0;
        }

        _restarts++;
        return maxNrOfRetries < 0 || _restarts <= maxNrOfRetries;
    }
}
