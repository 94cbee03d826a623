using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Views;

namespace MeshActors.Host.Replicas;

/// <summary>Keeps the newest view where debug endpoints find it.</summary>
internal sealed class ViewObserver : ReceiveActor
{
    private readonly IActorRef _views;

    public ViewObserver(IActorRef views, ViewHolder holder)
    {
        _views = views;
        Receive<ViewPublished>(message => holder.Current = message.View);
    }

    protected override void PreStart() => _views.Tell(new FollowView(Self));
}
