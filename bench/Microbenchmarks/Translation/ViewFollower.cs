using System.Threading.Channels;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.View;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>Hands every view of the mesh to whoever waits for it.</summary>
internal sealed class ViewFollower : ReceiveActor
{
    public ViewFollower(ChannelWriter<MeshView> views) => Receive<ViewPublished>(message => views.TryWrite(message.View));
}
