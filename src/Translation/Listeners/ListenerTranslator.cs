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
    private readonly Memo<GatewayPlanKey, PlannedGateway> _gatewayPlans = new();
    private readonly GatewayChains _gatewayChains = new();
    private readonly Memo<ListenerSettings, EncodedResource> _capture = new();
    private readonly Memo<(ListenerSettings, ListenerPolicies), IReadOnlyList<EncodedResource>> _waypoint = new();

    public ListenerTranslator()
        : this(new NoListenerPolicies(), new NoListenerExtensions())
    {
    }

    /// <summary>How many listeners were built so far.</summary>
    public long Misses => _outbound.Misses + _inbound.Misses + _gateway.Misses + _capture.Misses + _waypoint.Misses;

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep()
    {
        _settings.Sweep();
        _plainChains.Sweep();
        _outbound.Sweep();
        _inbound.Sweep();
        _gateway.Sweep();
        _gatewayPlans.Sweep();
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
            ProxyType.Waypoint => _waypoint.GetOrAdd((settings, policies.For(context, targets)), key => WaypointListeners.Build(key.Item1, key.Item2)),
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
            yield break;
        }

        var ownPolicies = policies.For(context, targets);
        foreach (var (bind, port, isQuic, chains) in PlannedGateways(context, settings, gateways))
        {
            yield return _gateway.GetOrAdd(
                new(settings, ownPolicies, extensions.For(context, ListenerClass.Gateway, port), bind, port, chains) { IsQuic = isQuic },
                static (inputs, made) => GatewayListeners.Build(inputs, made),
                _gatewayChains);
        }
    }

    /// <summary>Most plans depend on nothing but the Gateways, and stay as long as those do.</summary>
    private IReadOnlyList<(string Bind, int Port, bool IsQuic, ValueList<ChainInputs> Chains)> PlannedGateways(
        TranslationContext context, ListenerSettings settings, MergedGateway gateways)
    {
        var key = new GatewayPlanKey(gateways, settings, context.Node.MayBindPrivilegedPorts);
        var known = _gatewayPlans.GetOrAdd(key, static (of, context) => PlannedGateway.Of(new(context, of.Settings, of.Gateways)), context);
        return known.ReadsRoutes ? [.. new GatewayPlan(context, settings, gateways).Listeners()] : known.Listeners;
    }

    private readonly record struct GatewayPlanKey(MergedGateway Gateways, ListenerSettings Settings, bool MayBindPrivilegedPorts);

    /// <summary>A plan that has been gone through. One that read routes holds for its view only.</summary>
    private sealed record PlannedGateway(IReadOnlyList<(string Bind, int Port, bool IsQuic, ValueList<ChainInputs> Chains)> Listeners, bool ReadsRoutes)
    {
        public static PlannedGateway Of(GatewayPlan plan)
        {
            var listeners = plan.Listeners().ToList();
            return plan.ReadsRoutes ? new([], true) : new(listeners, false);
        }
    }

    private static readonly ChainInputs HttpProxyChain = new()
    {
        Http = new() { Role = HttpRole.Proxy, Protocol = Protocol.HttpProxy, RouteName = "http_proxy" },
    };
}
