using System.Collections.Concurrent;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Config.Globals;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Config.Services;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Conformance.Xds.Served;

/// <summary>All entities of a control plane of one replica, started where somebody first asks for them.</summary>
internal sealed class LocalRegions : IFeedRegions
{
    private static readonly FeedEpoch Epoch = new(1, 1);

    private readonly ConcurrentDictionary<(string Region, string Id), Lazy<IActorRef>> _entities = new();
    private readonly ActorSystem _system;
    private readonly WatchPlan _plan;
    private readonly IObjectSource _source;
    private readonly XdsTranslator _translator;

    public LocalRegions(ActorSystem system, WatchPlan plan, IObjectSource source, XdsTranslator translator)
    {
        (_system, _plan, _source, _translator) = (system, plan, source, translator);
        Views = system.ActorOf(Props.Create(() => new MeshViewActor(this)), "views");
    }

    public IActorRef Views { get; }

    public void Tell(IFeedTopic topic, object message, IActorRef sender)
    {
        var region = topic switch
        {
            ObjectsTopic or NamespacesTopic => "watch",
            MeshTopic => "mesh",
            LoadAssignmentTopic => "service",
            _ => "namespace",
        };
        _entities.GetOrAdd((region, topic.EntityId), key => new(() => _system.ActorOf(PropsOf(key.Region, key.Id)))).Value.Tell(message, sender);
    }

    private Props PropsOf(string region, string id)
    {
        var clock = _system.TimeProvider;
        switch (region)
        {
            case "watch":
                var (cluster, kind) = WatchId.Parse(id);
                return Props.Create(() => new KindWatcher(cluster, kind!, _source, Epoch, clock));
            case "mesh":
                return Props.Create(() => new MeshActor(_plan, this, Epoch, clock, NullLogger.Instance));
            case "service":
                var slash = id.IndexOf('/', StringComparison.Ordinal);
                var service = new ServiceKey(id[..slash], id[(slash + 1)..]);
                return Props.Create(() => new ServiceActor(service, new(this, Epoch, clock, static _ => { })));
            default:
                var settings = new NamespaceSettings(_plan, this, Views, _translator, Epoch, clock, NullLogger.Instance);
                return Props.Create(() => new NamespaceActor(id, settings));
        }
    }
}
