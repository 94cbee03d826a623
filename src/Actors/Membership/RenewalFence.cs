namespace MeshActors.Actors.Membership;

/// <summary>
/// Says whether this replica's lease still gives it time to write. A pure function of the last successful renewal and
/// the clock.
/// <para>
/// Why it is safe without synchronised clocks: the time runs from the moment the renewal was <em>sent</em>, which is
/// before the store took it, which is before any other replica saw it. Others evict no earlier than a full lease
/// duration after they saw it, by their own clocks. So this replica has stopped beginning writes
/// (<see cref="MembershipSettings.WriteValidity"/>) before others may take over
/// (<see cref="MembershipSettings.LeaseDuration"/>), as long as clocks run at about the same rate and a write under way
/// ends, or is given up, within the difference.
/// </para>
/// </summary>
public sealed class RenewalFence(TimeProvider clock, TimeSpan validity)
{
    private const long Never = long.MinValue;

    private long _renewedAt = Never;

    /// <summary>Whether a write may begin now.</summary>
    public bool IsOpen => IsOpenAt(Volatile.Read(ref _renewedAt), clock.GetTimestamp(), clock.TimestampFrequency, validity);

    /// <summary>The rule itself.</summary>
    /// <param name="renewedAt">The time stamp at which the last successful renewal was sent.</param>
    /// <param name="now">The time stamp of now.</param>
    /// <param name="frequency">Time stamps a second.</param>
    /// <param name="validity">How long a renewal is good for.</param>
    public static bool IsOpenAt(long renewedAt, long now, long frequency, TimeSpan validity) =>
        renewedAt != Never && (now - renewedAt) * (TimeSpan.TicksPerSecond / (double)frequency) < validity.Ticks;

    /// <summary>Notes a successful renewal by the time stamp at which it was sent.</summary>
    internal void Renewed(long sentAt)
    {
        if (sentAt > Volatile.Read(ref _renewedAt))
        {
            Volatile.Write(ref _renewedAt, sentAt);
        }
    }

    /// <summary>Shuts the fence until the next renewal.</summary>
    internal void Close() => Volatile.Write(ref _renewedAt, Never);
}
