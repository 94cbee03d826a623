using MeshActors.Actors.Actor;

namespace MeshActors.Actors.Supervision;

/// <summary>See <see cref="Backoff"/>.</summary>
public sealed record BackoffOptions(
    Props ChildProps,
    string ChildName,
    TimeSpan MinBackoff,
    TimeSpan MaxBackoff,
    double RandomFactor,
    int MaxNrOfRetries,
    bool RestartWhenStopped)
{
    /// <summary>The pause before a start, without its random part: doubled each time, and capped.</summary>
    internal TimeSpan Delay(int restartCount)
    {
        // Thirty doublings of a millisecond are twelve days: more would only overflow.
        var factor = Math.Pow(2, Math.Min(restartCount, 30));
        return TimeSpan.FromTicks((long)Math.Min(MaxBackoff.Ticks, MinBackoff.Ticks * factor));
    }
}
