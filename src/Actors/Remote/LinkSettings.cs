namespace MeshActors.Actors.Remote;

/// <summary>The times and limits of links.</summary>
public sealed record LinkSettings
{
    /// <summary>How often a link with nothing to say says so.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a link may be silent before it counts as lost.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long opening a connection may take, greeting included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause between attempts to connect.</summary>
    public TimeSpan ReconnectInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How many bytes may wait for a peer that reads slowly. Beyond that the link is cut: what was lost is then known
    /// to be, and subscriptions begin anew.
    /// </summary>
    public int MaxPendingBytes { get; init; } = 128 * 1024 * 1024;
}
