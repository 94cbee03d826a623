using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Config.Allocation;
using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Config.Globals;
using MeshActors.Actors.Config.Namespaces;
using MeshActors.Actors.Config.Services;
using MeshActors.Actors.Config.Statuses;
using MeshActors.Actors.Config.Views;
using MeshActors.Actors.Config.Watching;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Sharding;
using MeshActors.Mesh.Registry;
using MeshActors.Translation;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Replicas;

/// <summary>The actors of configuration on one replica: its regions and its view of the mesh.</summary>
internal sealed class ReplicaActors
{
    /// <summary>Two rounds of subscribers' renewals, and some more.</summary>
    private static readonly ClusterShardingSettings Sharding = new() { HandOffTimeout = FeedReader.RenewEvery * 3 };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Cluster _cluster;
    private readonly TimeProvider _clock;

    private ReplicaActors(Cluster cluster, TimeProvider clock, FeedRegions regions, IActorRef views, ViewHolder view, XdsTranslator translator)
    {
        (_cluster, _clock) = (cluster, clock);
        (Regions, Views, View, Translator) = (regions, views, view, translator);
    }

    public IFeedRegions Regions { get; }

    /// <summary>The replica's <see cref="MeshViewActor"/>.</summary>
    public IActorRef Views { get; }

    /// <summary>The newest view, for those who only look.</summary>
    public ViewHolder View { get; }

    public XdsTranslator Translator { get; }

    /// <summary>Starts everything on a system that has joined its cluster and has its links.</summary>
    public static ReplicaActors Start(ActorSystem system, ClusterAccess access, ViewHolder view)
    {
        var plan = access.Plan;
        var clock = system.TimeProvider;
        var cluster = Cluster.Get(system);
        var log = system.Settings.LoggerFactory;
        var regions = new FeedRegions(system);
        FeedEpoch Epoch() => new(cluster.View.Number, clock.GetUtcNow().UtcTicks);

        regions.Start(FeedRegions.Watch, id => Watcher(id, access.Source, Epoch, clock), Sharding);

        // The mesh's entity may be asked for by another replica at once, and its child follows the view of this one.
        var viewActor = new Lazy<IActorRef>(() => system.ActorOf(Props.Create(() => new MeshViewActor(regions, access.Names)), "mesh-view"));
        var allocator = access.Allocation is not { } allocation ? null : Props.Create(() => new AllocationActor(allocation, plan, viewActor.Value, log.CreateLogger<AllocationActor>()));
        regions.Start(
            FeedRegions.Mesh,
            _ => Props.Create(() => new MeshActor(plan, regions, Epoch(), clock, log.CreateLogger<MeshActor>(), allocator)),
            Sharding);

        var views = viewActor.Value;
        var translator = new XdsTranslator();
        system.ActorOf(Props.Create(() => new ViewObserver(views, view, translator)), "view-observer");
        var namespaces = new NamespaceSettings(plan, regions, views, translator, default, clock, log.CreateLogger<NamespaceActor>())
        {
            Statuses = system.ActorOf(Props.Create(() => new StatusActor(access.Statuses, views, clock, log.CreateLogger<StatusActor>())), "statuses"),
            SecretAccess = access.Secrets,
        };
        regions.Start(
            FeedRegions.Namespace,
            id => Props.Create(() => new NamespaceActor(id, namespaces with { Epoch = Epoch() })),
            Sharding);

        var services = new ServiceSettings(regions, default, clock, static context => context.Parent.Tell(new Passivate(PoisonPill.Instance), context.Self));
        regions.Start(
            FeedRegions.Service,
            id => Props.Create(() => new ServiceActor(KeyOf(id), services with { Epoch = Epoch() })),
            Sharding);
        system.ActorOf(Props.Create(() => new OwnerWatch()), "owner-watch");
        return new(cluster, clock, regions, views, view, translator);
    }

    /// <summary>Null where this replica's view of the mesh is complete; otherwise what is waited for.</summary>
    public async Task<string?> WhyNotWholeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var readiness = await Views.Ask<Readiness>(GetReadiness.Instance, Patience, cancellationToken).ConfigureAwait(false);
            return readiness.IsReady ? null : $"waiting for {readiness.Missing}";
        }
        catch (AskTimeoutException)
        {
            return "the mesh view does not answer";
        }
    }

    /// <summary>The life of publications that start now.</summary>
    public FeedEpoch NewEpoch() => new(_cluster.View.Number, _clock.GetUtcNow().UtcTicks);

    private static Props Watcher(string id, IObjectSource source, Func<FeedEpoch> epoch, TimeProvider clock) =>
        WatchId.Parse(id) is (var cluster, { } kind)
            ? Props.Create(() => new KindWatcher(cluster, kind, source, epoch(), clock))
            : throw new ArgumentException($"\"{id}\" names no watched kind.", nameof(id));

    // Written by ServiceKey.ToString; a namespace holds no slash.
    private static ServiceKey KeyOf(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? new(id[..slash], id[(slash + 1)..]) : throw new ArgumentException($"\"{id}\" names no service.", nameof(id));
    }
}
