using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Actors.Contracts.Sharing;
using MeshActors.Actors.Discovery.Endpoints;
using MeshActors.Actors.Discovery.Resources;
using MeshActors.Translation;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>
/// One scope on one replica: follows its owner for all proxies of the scope that are connected here, and hands them what it holds
/// by reference.
/// </summary>
/// <remarks>
/// <para>
/// While owners change hands, everything held stands: proxies are told differences to it only, and nothing before the new owner has
/// told its whole state. What the new owner tells equals it, mostly, to the byte.
/// </para>
/// <para>Changes that arrive together go out together: proxies are told once the mailbox holds no more.</para>
/// </remarks>
internal sealed class ScopeReplica : ReceiveActor, IWithTimers
{
    private static readonly XdsType[] Types = Enum.GetValues<XdsType>();

    private readonly ScopeTopic _topic;
    private readonly DiscoverySettings _settings;
    private readonly IActorRef _assignments;
    private readonly FeedClient _feeds;
    private readonly ScopeResources _resources;
    private readonly HashSet<IActorRef> _proxies = [];
    private SharedMap<AssignmentSource> _followed;
    private ScopeChanged? _told;
    private long? _changedAt;

    public ScopeReplica(ScopeTopic topic, DiscoverySettings settings, IActorRef assignments)
    {
        (_topic, _settings, _assignments) = (topic, settings, assignments);
        _feeds = new(settings.Regions, Self);
        _resources = new(topic.Proxy.IsProxylessGrpc, settings.Resources, settings.Assignments);
        _followed = _resources.Sources;

        Receive<AssignmentsChanged>(message =>
        {
            // What arrived together has come together already.
            _resources.Take(message);
            if (_changedAt is null)
            {
                _changedAt = _settings.Clock.GetTimestamp();
                Tell();
            }
        });
        Receive<FeedChange>(message =>
        {
            if (_feeds.Accept(message) && message.Change is ScopeDelta delta)
            {
                _resources.Apply(delta);
                Schedule();
            }
        });
        Receive<FeedState>(message =>
        {
            if (_feeds.Accept(message) && message.State is ScopeState state)
            {
                _resources.Take(state);
                DemandUnanswered();
                Schedule();
            }
        });
        Receive<Flush>(_ => Tell());
        Receive<DemandChanged>(OnDemand);
        Receive<AddProxy>(message =>
        {
            // Told from here, it comes before all that the scope holds, and what the proxy then asks for after it was added.
            _proxies.Add(message.Proxy);
            message.Proxy.Tell(new ScopeAssigned(Self, _topic.Key, message.Turn));
            if (_told is not null)
            {
                message.Proxy.Tell(_told);
            }
        });
        Receive<RemoveProxy>(OnRemove);
        Receive<Renew>(_ =>
        {
            _feeds.Renew();
            DemandUnanswered();
        });
        Receive<RenewSubscriptions>(_ => _feeds.Renew());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _feeds.Follow(_topic);
        Timers.StartPeriodicTimer("renew", Renew.Instance, FeedReader.RenewEvery);
    }

    protected override void PostStop()
    {
        _feeds.UnfollowAll();
        _assignments.Tell(new ForgetScope(Self));
    }

    private void OnDemand(DemandChanged message)
    {
        if (_proxies.Contains(message.Proxy) && _resources.IsByName(message.Type))
        {
            Demand(message.Proxy, message.Type, message.Names);
        }
    }

    private void OnRemove(RemoveProxy message)
    {
        if (_proxies.Remove(message.Proxy))
        {
            foreach (var type in Types)
            {
                Demand(message.Proxy, type, NameSet.Empty);
            }
        }
    }

    private void Demand(IActorRef proxy, XdsType type, NameSet names)
    {
        // Not kept: they are as long as the mesh has services, once, and empty from then on.
        List<string> added = [];
        List<string> dropped = [];
        _resources.DemandOf(type).Set(proxy, names, added, dropped);
        if (added.Count > 0)
        {
            _settings.Regions.Tell(_topic, new DemandNames(_topic, Self, type, added), Self);
        }

        if (dropped.Count > 0)
        {
            _settings.Regions.Tell(_topic, new ReleaseNames(_topic, Self, type, dropped), Self);
            _resources.Forget(type, dropped);
            Schedule();
        }
    }

    // A new owner does not know what was demanded of the old one, and a demand may have been lost on the way.
    private void DemandUnanswered()
    {
        if (!_resources.IsKnown)
        {
            return;
        }

        foreach (var type in Types)
        {
            if (_resources.IsByName(type) && _resources.Unanswered(type) is { Count: > 0 } names)
            {
                _settings.Regions.Tell(_topic, new DemandNames(_topic, Self, type, names), Self);
            }
        }
    }

    private void Schedule()
    {
        if (_changedAt is null)
        {
            _changedAt = _settings.Clock.GetTimestamp();
            Self.Tell(Flush.Instance);
        }
    }

    private void Tell()
    {
        if (!ReferenceEquals(_followed, _resources.Sources))
        {
            _followed = _resources.Sources;
            _assignments.Tell(new FollowAssignments(Self, _followed));
        }

        var changedAt = _changedAt ?? 0;
        _changedAt = null;
        if (!_resources.IsKnown)
        {
            return;
        }

        var sets = _resources.Sets();
        if (_told is not null && _told.Snapshot.Sets.AsSpan().SequenceEqual(sets.AsSpan(), ReferenceEqualityComparer.Instance))
        {
            return;
        }

        _told = new(Self, new(sets, changedAt));
        foreach (var proxy in _proxies)
        {
            proxy.Tell(_told);
        }
    }

    private sealed record Flush
    {
        public static readonly Flush Instance = new();
    }

    private sealed record Renew
    {
        public static readonly Renew Instance = new();
    }
}
