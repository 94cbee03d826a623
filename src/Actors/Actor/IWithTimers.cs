namespace MeshActors.Actors.Actor;

/// <summary>An actor with timers. The runtime sets the property before the actor starts.</summary>
public interface IWithTimers
{
    /// <summary>The timers of this actor; all end at a restart or stop.</summary>
    ITimerScheduler Timers { get; set; }
}
