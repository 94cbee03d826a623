using System.Net;
using System.Security.Cryptography;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Config;
using MeshActors.Actors.Config.Allocation;
using MeshActors.Actors.Contracts.Wire;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Host.Callers;
using MeshActors.Host.Clusters;
using MeshActors.Host.Debugging;
using MeshActors.Host.Debugging.Feeds;
using MeshActors.Host.Debugging.Xds;
using MeshActors.Host.Links;
using MeshActors.Host.Memory;
using MeshActors.Host.Metrics;
using MeshActors.Host.Options;
using MeshActors.Host.Security;
using MeshActors.Host.Web;
using MeshActors.Kubernetes;
using Microsoft.Extensions.Logging;

namespace MeshActors.Host.Replicas;

/// <summary>One replica of the control plane: its actors, its link to others and its ports.</summary>
internal sealed partial class Replica : IAsyncDisposable
{
    private const string LinkSecret = "meshactors-replica-link";

    private static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(50);

    private readonly ReplicaOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<Replica> _log;
    private readonly ReplicaHealth _health = new();
    private readonly MetricStore _metrics = new();
    private readonly Stack<IAsyncDisposable> _parts = [];
    private WebServer? _grpc;
    private ActorSystem? _system;
    private volatile DiscoveryParts? _discovery;
    private volatile DebugSources? _debug;

    private Replica(ReplicaOptions options, ILoggerFactory logging, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _log = logging.CreateLogger<Replica>();
        Id = $"{options.Name}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }

    /// <summary>This run's name among the members: the process's name and a part of its own.</summary>
    public string Id { get; }

    /// <summary>Where it listens, once started.</summary>
    public ReplicaPorts Ports { get; private set; } = new();

    public ReplicaHealth Health => _health;

    /// <summary>Starts a replica. It is ready later: see <see cref="ReplicaHealth"/>.</summary>
    /// <exception cref="KubernetesException">The API server refuses what a replica needs.</exception>
    public static async Task<Replica> StartAsync(
        ReplicaOptions options, IKubernetesClient client, ILoggerFactory logging, TimeProvider clock, CancellationToken cancellationToken)
    {
        var replica = new Replica(options, logging, clock);
        try
        {
            await replica.StartPartsAsync(client, logging, cancellationToken).ConfigureAwait(false);
            return replica;
        }
        catch
        {
            await replica.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Completes when the replica's view of the mesh is whole.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        while (await _health.WhyNotReadyAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            await Task.Delay(ReadinessInterval, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Stops in good order: says that it is not ready, gives up its membership, so that others own its shards at once, lets
    /// clients go over the drain time, and ends.
    /// </summary>
    public async Task DrainAsync()
    {
        LogDraining(Id, _options.DrainTime);
        _health.BeginDrain();
        if (_system is { } system)
        {
            await Cluster.Get(system).LeaveAsync().ConfigureAwait(false);
        }

        if (_grpc is { } grpc)
        {
            using var cut = new CancellationTokenSource(_options.DrainTime, _clock);

            // After the GOAWAY, so that clients whose stream ends connect elsewhere.
            var stopped = grpc.StopAsync(cut.Token);
            _discovery?.Connections.EndAll(new Grpc.Status(Grpc.StatusCode.Unavailable, "this replica is going away"));
            await stopped.ConfigureAwait(false);
        }

        if (_system is not null)
        {
            await CoordinatedShutdown.Get(_system).Run(new("drained")).ConfigureAwait(false);
        }

        LogStopped(Id);
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }

        _metrics.Dispose();
    }

    private async Task StartPartsAsync(IKubernetesClient client, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var views = new ViewHolder();
        var pages = new DebugPages(views, () => _debug, AllPages.Pages);
        var http = Own(await HttpFront.StartAsync(_options, _health, _metrics, pages, logging, _clock, cancellationToken).ConfigureAwait(false));
        await SystemNamespace.EnsureAsync(client, _options.SystemNamespace, cancellationToken).ConfigureAwait(false);

        var linkAuthority = await new CertificateSecret(client, _options.SystemNamespace, _clock)
            .GetOrCreateAsync(LinkSecret, "Opaque", "CN=MeshActors replica link", cancellationToken).ConfigureAwait(false);
        var linkCertificate = linkAuthority.Issue(Id, [Id], []);
        var transport = new GrpcReplicaTransport(linkAuthority, linkCertificate);
        var link = Own(await LinkServer.StartAsync(
            new IPEndPoint(_options.ListenAddress, _options.Ports.Link), transport, linkAuthority, linkCertificate, logging, _clock, cancellationToken).ConfigureAwait(false));

        var system = _system = Own(ActorSystem.Create("meshactors", new ActorSystemSettings { Address = Id, LoggerFactory = logging, TimeProvider = _clock }));
        var linkAddress = IPAddress.TryParse(_options.AdvertisedHost, out var address)
            ? new IPEndPoint(address, link.Ports[0]).ToString()
            : $"{_options.AdvertisedHost}:{link.Ports[0]}";
        Cluster.Join(system, linkAddress, new KubernetesLeaseStore(client, _options.SystemNamespace));
        ReplicaLinks.Start(system, transport, ContractMessages.Register(new MessageRegistry()));

        var plan = new WatchPlan(_options.ClusterId, [], _options.SystemNamespace, _options.Revision)
        {
            DomainSuffix = _options.DomainSuffix,
            Features = _options.Features,
            SharedMeshConfigMap = _options.SharedMeshConfig,
        };
        var clients = new Dictionary<string, IKubernetesClient> { [_options.ClusterId] = client };
        var source = new KubernetesObjectSource(clients, _options, _clock, logging.CreateLogger<KubernetesObjectSource>());
        var access = new ClusterAccess(
            plan, source, new KubernetesStatusStore(system, client), new KubernetesSecretAccess(clients), new SystemNames(_clock, logging.CreateLogger<SystemNames>()))
        {
            Allocation = _options.Features.WritesAddresses
                ? new(_options.Ipv4Allocation, _options.Ipv6Allocation, new KubernetesAddressStore(system, client))
                : null,
        };
        var actors = ReplicaActors.Start(system, access, views);
        var callers = new CallerAuthenticator(
            _options, views, new(clients, _options.ClusterId, _options.TokenAudiences), logging.CreateLogger<CallerAuthenticator>());
        var debug = new DebugOverXds(_options, pages, () => _debug, logging.CreateLogger<DebugOverXds>());
        _discovery = DiscoveryParts.Start(system, actors, callers, debug, Id, _options.DrainTime);
        _debug = new(system, _discovery.Connections, new FeedQuestions(system, actors.Regions), plan, _clock);
        Own(new ProcessMetrics(views, _clock));

        var authority = await ServerCertificates.AuthorityAsync(client, _options, _clock, cancellationToken).ConfigureAwait(false);
        var certificate = ServerCertificates.Issue(authority, _options);
        var memory = new BlockPools();
        Own(new MemoryTrimmer(memory, logging, _clock));
        _grpc = Own(await GrpcFront.StartAsync(
            _options, _health, [_discovery.Service], certificate, authority.Intermediates, clients: new(authority, logging.CreateLogger<ClientCertificates>()), memory, logging, _clock, cancellationToken).ConfigureAwait(false));
        _health.Follow(actors, Own(StartRehearsal.Begin(_discovery.Rehearsal, actors, _options, logging, _clock)));
        Ports = new()
        {
            Http = http.Ports[0],
            Monitoring = http.Ports[1],
            Xds = _grpc.Ports[0],
            SecureXds = _grpc.Ports[1],
            Link = link.Ports[0],
        };
        LogStarted(Id, Ports);
    }

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Replica {Id} listens on {Ports}")]
    private partial void LogStarted(string id, ReplicaPorts ports);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Replica {Id} drains for {DrainTime}")]
    private partial void LogDraining(string id, TimeSpan drainTime);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Replica {Id} has stopped")]
    private partial void LogStopped(string id);
}
