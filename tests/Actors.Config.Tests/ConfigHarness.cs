using MeshActors.Actors.Actor;
using MeshActors.Actors.Config.Globals;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Config.Services;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Endpoints;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Actors.Config.Tests;

/// <summary>The config actors of one replica over a memory of objects, with entities started where a topic first asks for them.</summary>
internal sealed class ConfigHarness : IFeedRegions, IAsyncDisposable
{
    private readonly Dictionary<string, IActorRef> _entities = [];
    private readonly Lock _gate = new();
    private long _start;

    /// <param name="yaml">What there is before the first list.</param>
    public ConfigHarness(string yaml)
    {
        Objects.Apply(yaml);
        Views = Kit.ActorOf(() => new MeshViewActor(this), "views");
    }

    public TestKit.TestKit Kit { get; } = new();

    public MemoryObjects Objects { get; } = new();

    public WatchPlan Plan { get; } = new("Kubernetes", [], "istio-system", "default");

    public XdsTranslator Translator { get; } = new();

    public IActorRef Views { get; }

    /// <summary>Who is told of objects that were read; to be set before anything is asked for.</summary>
    public IActorRef? Statuses { get; set; }

    /// <summary>How many watches the plan makes: configuration and registry kinds, nodes, and ConfigMaps.</summary>
    public int Watches => Plan.NamespacedWatches.Count() + 2;

    public static ProxyNode Sidecar(string ns, string app) => new()
    {
        Id = $"{app}.{ns}",
        Type = ProxyType.Sidecar,
        Namespace = ns,
        Name = app,
        ClusterId = "Kubernetes",
        IpAddresses = ["10.0.0.1"],
        Labels = new Dictionary<string, string> { ["app"] = app },
    };

    public void Tell(IFeedTopic topic, object message, IActorRef sender) => EntityOf(topic).Tell(message, sender);

    /// <summary>Stops an entity as if its owner had died; the next message starts it anew.</summary>
    public async Task LoseAsync(IFeedTopic topic)
    {
        IActorRef lost;
        lock (_gate)
        {
            _entities.Remove(IdOf(topic), out lost!).ShouldBeTrue();
        }

        await lost.GracefulStop(TimeSpan.FromSeconds(5));
    }

    public async ValueTask DisposeAsync() => await Kit.DisposeAsync();

    private IActorRef EntityOf(IFeedTopic topic)
    {
        lock (_gate)
        {
            var id = IdOf(topic);
            if (!_entities.TryGetValue(id, out var entity))
            {
                _entities[id] = entity = Kit.ActorOf(PropsOf(topic));
            }

            return entity;
        }
    }

    private static string IdOf(IFeedTopic topic) => topic switch
    {
        ObjectsTopic or NamespacesTopic => "watch/" + topic.EntityId,
        MeshTopic => "mesh",
        LoadAssignmentTopic => "service/" + topic.EntityId,
        _ => "namespace/" + topic.EntityId,
    };

    private Props PropsOf(IFeedTopic topic)
    {
        var epoch = new FeedEpoch(1, ++_start);
        switch (topic)
        {
            case ObjectsTopic or NamespacesTopic:
                var (cluster, kind) = WatchId.Parse(topic.EntityId);
                return Props.Create(() => new KindWatcher(cluster, kind!, Objects, epoch, Kit.Clock));
            case MeshTopic:
                return Props.Create(() => new MeshActor(Plan, this, epoch, Kit.Clock, NullLogger.Instance));
            case LoadAssignmentTopic assignment:
                return Props.Create(() => new ServiceActor(assignment.Service, new(this, epoch, Kit.Clock, context => context.Stop(context.Self))));
            default:
                var settings = new NamespaceSettings(Plan, this, Views, Translator, epoch, Kit.Clock, NullLogger.Instance) { Statuses = Statuses };
                return Props.Create(() => new NamespaceActor(topic.EntityId, settings));
        }
    }
}
