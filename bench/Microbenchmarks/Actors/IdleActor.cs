using MeshActors.Actors.Actor;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>An actor with three handlers and a little state, as a small entity has.</summary>
internal sealed class IdleActor : ReceiveActor
{
    private long _state;

    public IdleActor()
    {
        Receive<string>(_ => _state++);
        Receive<int>(i => _state += i);
        Receive<long>(_ => Sender.Tell(_state));
    }
}
