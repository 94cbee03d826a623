using MeshActors.Actors.Supervision;

namespace MeshActors.Actors.Actor;

/// <summary>The top of a tree of actors: supervises, and handles nothing itself.</summary>
internal sealed class GuardianActor(SupervisorStrategy strategy) : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);

    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    // An escalated failure reaches the system through the root; the guardian itself is never restarted.
    protected override void PreRestart(Exception reason, object? message)
    {
    }
}
