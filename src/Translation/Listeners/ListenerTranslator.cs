using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using MeshActors.Translation.Listeners.Waypoints;

namespace MeshActors.Translation.Listeners;

/// <summary>
/// All listeners of a proxy. Each is memoised by its whole input, so that a change of a service re-encodes only the listeners
/// that it is part of, and proxies that do not differ share them.
/// </summary>
/// <param name="policies">Makes the filters of authentication and authorization.</param>
/// <param name="extensions">Makes the filters of extensions.</param>
public sealed class ListenerTranslator(IListenerPolicies policies, IListenerExtensions extensions)
{
    private readonly Memo<ListenerFacts, ListenerSettings> _settings = new();
    private readonly Memo<PlainChainKey, ChainInputs> _plainChains = new();
    private readonly Memo<OutboundListenerInputs, EncodedResource> _outbound = new();
    private readonly Memo<InboundListenerInputs, EncodedResource> _inbound = new();
    private readonly Memo<GatewayListenerInputs, EncodedResource> _gateway = new(ofParts: true);
    private readonly Memo<GatewayPlanKey, LatestGateway> _latestGateways = new();
    private readonly GatewayChains _gatewayChains = new();
    private int _generation;
    private readonly Memo<ListenerSettings, EncodedResource> _capture = new();
    private readonly Memo<(ListenerSettings, ListenerPolicies, ListenerExtensions), IReadOnlyList<EncodedResource>> _waypoint = new();

    public ListenerTranslator()
        : this(new NoListenerPolicies(), new NoListenerExtensions())
    {
    }

    /// <summary>How many listeners were built so far.</summary>
    public long Misses => _outbound.Misses + _inbound.Misses + _gateway.Misses + _capture.Misses + _waypoint.Misses;

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep()
    {
        Interlocked.Increment(ref _generation);
        _settings.Sweep();
        _plainChains.Sweep();
        _outbound.Sweep();
        _inbound.Sweep();
        _gateway.Sweep();
        _latestGateways.Sweep();
        _gatewayChains.Sweep();
        _capture.Sweep();
        _waypoint.Sweep();
    }

    public IReadOnlyList<EncodedResource> Translate(TranslationContext context)
    {
        var settings = _settings.GetOrAdd(ListenerFacts.Of(context), facts => new ListenerSettings(facts));
        var targets = ServiceTargets.Of(context.Node, context.View);
        return context.Node.Type switch
        {
            ProxyType.Sidecar when context.View.Mesh.ProxyListenPort > 0 => [.. Outbound(context, settings), .. Inbound(context, settings, targets)],
            ProxyType.Router => [.. Gateways(context, settings, targets)],
            ProxyType.Waypoint => _waypoint.GetOrAdd(
                (settings, policies.For(context, targets), extensions.For(context, ListenerClass.SidecarInbound, port: 0)),
                static key => WaypointListeners.Build(key.Item1, key.Item2, key.Item3)),
            _ => [],
        };
    }

    private IEnumerable<EncodedResource> Outbound(TranslationContext context, ListenerSettings settings)
    {
        foreach (var entry in OutboundPlan.Of(context, settings, _plainChains))
        {
            yield return _outbound.GetOrAdd(
                new(settings, entry.Binds, entry.Port, entry.BindsToPort, [.. entry.Chains], Extensions(entry.Port)), OutboundListeners.Build);
        }

        if (settings.Proxy.HttpProxyPort is not 0 and var proxyPort)
        {
            yield return _outbound.GetOrAdd(
                new(settings, settings.Loopbacks, proxyPort, BindsToPort: true, [HttpProxyChain], Extensions(proxyPort)), OutboundListeners.Build);
        }

        if (settings.Proxy.CapturesTraffic)
        {
            yield return _capture.GetOrAdd(settings, CaptureListeners.Build);
        }

        ListenerExtensions Extensions(int port) => extensions.For(context, ListenerClass.SidecarOutbound, port);
    }

    private IEnumerable<EncodedResource> Inbound(TranslationContext context, ListenerSettings settings, IReadOnlyList<ServiceTarget> targets)
    {
        var plan = new InboundPlan(context, settings, targets);
        var ownPolicies = policies.For(context, targets);
        var chains = plan.Chains();
        if (settings.Proxy.CapturesTraffic)
        {
            yield return _inbound.GetOrAdd(
                new(
                    settings,
                    ownPolicies,
                    InboundListeners.Capture,
                    settings.Wildcards,
                    context.View.Mesh.ProxyInboundListenPort,
                    BindsToPort: false,
                    [.. plan.Passthrough().Concat(chains.Where(chain => !chain.BindsToPort)).Select(Extended)]),
                InboundListeners.Build);
        }

        foreach (var chain in chains.Where(chain => chain.BindsToPort))
        {
            yield return _inbound.GetOrAdd(
                new(settings, ownPolicies, chain.NameFor(http: false), chain.Binds, chain.TargetPort, BindsToPort: true, [Extended(chain)]),
                InboundListeners.Build);
        }

        ExtendedInboundChain Extended(InboundChain chain) =>
            new(chain, extensions.For(context, ListenerClass.SidecarInbound, chain.TargetPort));
    }

    private IEnumerable<EncodedResource> Gateways(TranslationContext context, ListenerSettings settings, IReadOnlyList<ServiceTarget> targets)
    {
        if (context.View.GatewaysOf(context.Node, targets) is not { } gateways)
        {
            return [];
        }

        var ownPolicies = policies.For(context, targets);
        var generation = Volatile.Read(ref _generation);
        var latest = _latestGateways.GetOrAdd(new(settings, context.Node.MayBindPrivilegedPorts, context.Node.Labels), static _ => new());
        var before = latest.Listeners(generation);
        var listeners = new List<(GatewayListenerInputs Inputs, EncodedResource Resource)>();
        foreach (var planned in Planned(context, settings, gateways, latest))
        {
            var filters = extensions.For(context, ListenerClass.Gateway, planned.Port);
            var inputs = new GatewayListenerInputs(settings, ownPolicies, filters, planned.Bind, planned.Port, planned.Chains)
            {
                IsQuic = planned.IsQuic,
                IsAnywhere = planned.IsAnywhere,
            };
            var at = Position(before, inputs);
            listeners.Add((inputs, _gateway.GetOrAdd(
                inputs,
                static (of, made) => GatewayListeners.Build(of, made.Chains, made.Before),
                (Chains: _gatewayChains, Before: at < 0 ? null : ((GatewayListenerInputs, EncodedResource)?)before[at]))));
        }

        latest.Keep(generation, listeners);
        return listeners.Select(listener => listener.Resource);
    }

    private static int Position(IReadOnlyList<(GatewayListenerInputs Inputs, EncodedResource Resource)> listeners, GatewayListenerInputs inputs)
    {
        for (var i = 0; i < listeners.Count; i++)
        {
            if (listeners[i].Inputs.EncodesChainsLike(inputs))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Most plans depend on nothing but the Gateways, and stay as long as those do.</summary>
    private static IReadOnlyList<PlannedListener> Planned(
        TranslationContext context, ListenerSettings settings, MergedGateway gateways, LatestGateway latest)
    {
        var known = latest.Plan;
        if (known is { ReadsRoutes: false } && ReferenceEquals(known.Gateways, gateways))
        {
            return known.Listeners;
        }

        var plan = PlannedGateways.Of(new(context, settings, gateways, known), gateways);
        latest.Plan = plan;
        return plan.Listeners;
    }

    private static readonly ChainInputs HttpProxyChain = new()
    {
        Http = new() { Role = HttpRole.Proxy, Protocol = Protocol.HttpProxy, RouteName = "http_proxy" },
    };
}
