using MeshActors.Actors.Dispatch;

namespace MeshActors.Actors.Actor;

/// <summary>What only some actors need.</summary>
internal sealed class CellExtras
{
    public DeathWatch? DeathWatch { get; set; }

    public TimerScheduler? Timers { get; set; }

    public MessageStash? Stash { get; set; }

    public ReceiveTimeoutTimer? ReceiveTimeout { get; set; }

    public ActorSynchronizationContext? SynchronizationContext { get; set; }

    /// <summary>The message at which the instance failed, for <c>PreRestart</c>.</summary>
    public object? FailedAt { get; set; }

    /// <summary>Why the actor is being restarted.</summary>
    public Exception? RestartCause { get; set; }
}
