using System.Text;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Mesh.Objects;
using MeshActors.MeshGenerator;
using MeshActors.Testing.ControlPlane;
using MeshActors.Translation;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>The configuration actors of one replica over objects in memory, without streams to proxies.</summary>
internal sealed class LocalControlPlane : IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("bench");
    private readonly MemoryObjects _objects = new();
    private readonly LocalRegions _regions;

    public LocalControlPlane() => _regions = new(_system, new WatchPlan("Kubernetes", [], "istio-system"), _objects, Translator);

    public XdsTranslator Translator { get; } = new();

    public void Apply(SyntheticObject item)
    {
        var kind = ResourceKinds.Find(item.Type.Group, item.Type.Kind) ?? throw new ArgumentException($"The mesh knows no {item.Type}.", nameof(item));
        _objects.Apply(kind, item.Namespace, item.Name, Encoding.UTF8.GetBytes(item.Json.ToJsonString()));
    }

    public IActorRef Start(Props props) => _system.ActorOf(props);

    /// <summary>Starts everything with the first follower: objects applied before that are the first lists.</summary>
    public void FollowViews(IActorRef follower) => _regions.Views.Tell(new FollowView(follower), follower);

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();
}
