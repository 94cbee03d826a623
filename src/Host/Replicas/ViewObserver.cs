using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Translation;

namespace MeshActors.Host.Replicas;

/// <summary>
/// Keeps the newest view where debug endpoints find it, and lets the translation forget now and then what views of the mesh
/// no longer lead to. Views count for that and not time: a mesh at rest uses nothing it remembers, and needs all of it.
/// </summary>
internal sealed class ViewObserver : ReceiveActor
{
    private const int ViewsASweep = 64;

    private readonly IActorRef _views;
    private int _sinceSweep;

    public ViewObserver(IActorRef views, ViewHolder holder, XdsTranslator translator)
    {
        _views = views;
        Receive<ViewPublished>(message =>
        {
            holder.Current = message.View;
            if (++_sinceSweep == ViewsASweep)
            {
                _sinceSweep = 0;
                translator.Sweep();
            }
        });
    }

    protected override void PreStart() => _views.Tell(new FollowView(Self));
}
