using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Snapshots;
using MeshActors.Actors.Contracts.Views;
using MeshActors.Actors.Discovery.Endpoints;
using MeshActors.Actors.Supervision;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using Microsoft.Extensions.Logging;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>
/// Knows the scope of every proxy connected to this replica, and moves proxies where a change of the mesh makes them read what their
/// neighbours do not. One a replica; the scopes are its children.
/// </summary>
public sealed partial class ScopeHub : ReceiveActor, IWithTimers
{
    private readonly Dictionary<IActorRef, Member> _members = [];
    private readonly Dictionary<string, Scope> _scopes = new(StringComparer.Ordinal);
    private readonly DiscoverySettings _settings;
    private readonly ILogger _log;
    private readonly FeedClient _feeds;
    private IActorRef _assignments = ActorRefs.Nobody;
    private MeshState? _mesh;
    private ProxyReads? _reads;
    private string _rootNamespace = "";

    public ScopeHub(DiscoverySettings settings)
    {
        _settings = settings;
        _log = settings.LoggerFactory.CreateLogger("MeshActors.Discovery.Scopes");
        _feeds = new(settings.Regions, Self);

        Receive<JoinScope>(OnJoin);
        Receive<Terminated>(OnTerminated);
        Receive<ViewPublished>(OnView);
        Receive<FeedState>(message => OnMesh(_feeds.Accept(message) ? message.State : null));
        Receive<FeedChange>(message => OnMesh(_feeds.Accept(message) ? message.Change : null));
        Receive<Renew>(_ => _feeds.Renew());
        Receive<Sweep>(_ => OnSweep());
        Receive<RenewSubscriptions>(message =>
        {
            _feeds.Renew();
            _assignments.Tell(message);
            foreach (var scope in _scopes.Values)
            {
                scope.Actor.Tell(message);
            }
        });
        Receive<GetScopeHubStatus>(_ => Sender.Tell(new ScopeHubStatus(_scopes.Values.Count(s => s.Proxies > 0), _members.Count)));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(DiscoverySettings settings) => Actor.Props.Create(() => new ScopeHub(settings));

    protected override void PreStart()
    {
        StartAssignments();
        _settings.Views.Tell(new FollowView(Self));
        _feeds.Follow(MeshTopic.Instance);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
        Timers.StartPeriodicTimer("sweep", Sweep.Instance, _settings.ScopeLinger);
    }

    protected override void PostStop() => _feeds.UnfollowAll();

    // A child that failed is made anew from its source; its proxies keep what they have meanwhile.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void OnJoin(JoinScope message)
    {
        if (_members.ContainsKey(message.Proxy))
        {
            return;
        }

        var member = new Member(message.Proxy, message.Node);
        _members[message.Proxy] = member;
        Context.Watch(message.Proxy);
        Assign(member);
    }

    private void OnView(ViewPublished message)
    {
        var view = message.View;
        var before = _reads;
        _reads = ProxyReads.Of(view, before);
        if (before is not null && _reads.IsSameAs(before) && _rootNamespace == view.RootNamespace)
        {
            return;
        }

        _rootNamespace = view.RootNamespace;
        foreach (var member in _members.Values)
        {
            Assign(member);
        }
    }

    private void OnMesh(object? content)
    {
        if (content is not MeshState mesh)
        {
            return;
        }

        var nodes = _mesh?.Nodes;
        _mesh = mesh;
        if (!ReferenceEquals(nodes, mesh.Nodes))
        {
            foreach (var member in _members.Values)
            {
                Assign(member);
            }
        }
    }

    private void Assign(Member member)
    {
        if (_reads is null || _mesh is null)
        {
            // Before the first view nothing is known of what sets proxies apart.
            return;
        }

        member.Place(PlaceOf(member.Said));
        var key = ScopeKeys.Of(member.Node, member.CommonKey, _reads, _rootNamespace);
        if (member.Scope is { } held)
        {
            if (held.Topic.Key == key)
            {
                return;
            }

            Leave(member);
        }

        var scope = ScopeOf(new(key, member.Node));
        member.Scope = scope;
        scope.Proxies++;
        scope.Actor.Tell(new AddProxy(member.Proxy, ++member.Turn));
    }

    /// <summary>
    /// The place of the node that the proxy's pod runs on, which counts more than what the proxy says; empty where its labels name a
    /// place themselves, or the node is not known.
    /// </summary>
    private string PlaceOf(ProxyNode node) =>
        node.NodeName.Length > 0
        && !node.Labels.ContainsKey(WellKnownLabels.Locality)
        && !node.Labels.ContainsKey(WellKnownLabels.LegacyLocality)
        && _mesh!.Nodes.TryGetValue(node.ClusterId, out var nodes)
        && nodes.TryGetValue(node.NodeName, out var facts)
            ? facts.Locality
            : "";

    private static void Leave(Member member)
    {
        if (member.Scope is { } scope)
        {
            scope.Proxies--;
            scope.SweepsWithout = 0;
            scope.Actor.Tell(new RemoveProxy(member.Proxy));
            member.Scope = null;
        }
    }

    private void OnTerminated(Terminated message)
    {
        if (_members.Remove(message.ActorRef, out var member))
        {
            Leave(member);
        }
        else if (message.ActorRef.Equals(_assignments))
        {
            LogFailed("the load assignments");
            StartAssignments();
            foreach (var scope in _scopes.Values.ToArray())
            {
                Replace(scope);
            }
        }
        else if (_scopes.Values.FirstOrDefault(scope => scope.Actor.Equals(message.ActorRef)) is { } failed)
        {
            LogFailed($"a scope of namespace {failed.Topic.Proxy.Namespace}");
            Replace(failed);
        }
    }

    private void Replace(Scope scope)
    {
        _scopes.Remove(scope.Topic.Key);
        Context.Unwatch(scope.Actor);
        Context.Stop(scope.Actor);
        foreach (var member in _members.Values)
        {
            if (ReferenceEquals(member.Scope, scope))
            {
                member.Scope = null;
                Assign(member);
            }
        }
    }

    private Scope ScopeOf(ScopeTopic topic)
    {
        if (!_scopes.TryGetValue(topic.Key, out var scope))
        {
            var (settings, assignments) = (_settings, _assignments);
            scope = _scopes[topic.Key] = new(topic, Context.ActorOf(Actor.Props.Create(() => new ScopeReplica(topic, settings, assignments))));
            Context.Watch(scope.Actor);
        }

        return scope;
    }

    private void StartAssignments()
    {
        var settings = _settings;
        _assignments = Context.ActorOf(Actor.Props.Create(() => new AssignmentHub(settings)));
        Context.Watch(_assignments);
    }

    private void OnSweep()
    {
        foreach (var (key, scope) in _scopes)
        {
            if (scope.Proxies == 0 && ++scope.SweepsWithout > 1)
            {
                _scopes.Remove(key);
                Context.Unwatch(scope.Actor);
                Context.Stop(scope.Actor);
            }
        }

        _settings.Resources.Sweep();
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Error, Message = "The actor of {What} failed and is made anew; proxies keep what they have")]
    private partial void LogFailed(string what);

    private sealed class Member(IActorRef proxy, ProxyNode said)
    {
        private string? _place;

        public IActorRef Proxy { get; } = proxy;

        /// <summary>What the proxy says of itself.</summary>
        public ProxyNode Said { get; } = said;

        /// <summary>The same at its place.</summary>
        public ProxyNode Node { get; private set; } = said;

        public string CommonKey { get; private set; } = "";

        public Scope? Scope { get; set; }

        /// <summary>How often it was given a scope.</summary>
        public long Turn { get; set; }

        public void Place(string place)
        {
            if (_place != place)
            {
                _place = place;
                Node = ProxyNodes.At(Said, place);
                CommonKey = ScopeKeys.CommonOf(Node);
            }
        }
    }

    private sealed class Scope(ScopeTopic topic, IActorRef actor)
    {
        public ScopeTopic Topic { get; } = topic;

        public IActorRef Actor { get; } = actor;

        public int Proxies { get; set; }

        public int SweepsWithout { get; set; }
    }

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }

    private sealed record Sweep
    {
        public static readonly Sweep Instance = new();
    }
}
