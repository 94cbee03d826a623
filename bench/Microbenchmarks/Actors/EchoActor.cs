using MeshActors.Actors.Actor;

namespace MeshActors.Microbenchmarks.Actors;

/// <summary>Sends back what it is told.</summary>
internal sealed class EchoActor : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message);
}
