using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.View;
using MeshActors.Translation.Telemetry;

namespace MeshActors.Translation.Listeners;

/// <summary>Everything but services and routes that a proxy's listeners read. Compared by value.</summary>
internal sealed record ListenerFacts(
    ListenerProxy Proxy,
    MeshConfig Mesh,
    MeshNetworks Networks,
    AppliedTelemetry Telemetry,
    ProviderTargets Providers,
    EgressPolicy? Egress)
{
    public static ListenerFacts Of(TranslationContext context) => new(
        ListenerProxy.Of(context),
        context.View.Mesh,
        context.View.Globals.Networks,
        AppliedTelemetry.To(context.Node, context.View),
        ProviderTargets.Of(context.View),
        context.Scope.OutboundTrafficPolicy);

    /// <summary>What tells most facts apart; the mesh's own configuration is large and nearly always the same.</summary>
    public override int GetHashCode() => HashCode.Combine(Proxy.Type, Proxy.Interception, Proxy.Version, Proxy.Trace);
}

/// <summary>
/// What follows from <see cref="ListenerFacts"/>, worked out once for all listeners that share them. Compared by reference.
/// </summary>
internal sealed class ListenerSettings(ListenerFacts facts)
{
    private readonly Lazy<DirectionSettings> _inbound = new(() => new(facts, ListenerClass.SidecarInbound));
    private readonly Lazy<DirectionSettings> _outbound = new(() => new(facts, ListenerClass.SidecarOutbound));
    private readonly Lazy<DirectionSettings> _gateway = new(() => new(facts, ListenerClass.Gateway));
    private readonly Lazy<WorkloadTls> _tls = new(() => new(facts.Proxy, facts.Mesh));

    public ListenerProxy Proxy => facts.Proxy;

    public MeshConfig Mesh => facts.Mesh;

    public MeshFeatures Features => facts.Mesh.Features;

    public MeshNetworks Networks => facts.Networks;

    public ProviderTargets Providers => facts.Providers;

    public EgressPolicy? Egress => facts.Egress;

    public ConnectionSettings? Connections { get; } = ConnectionLimits.Of(facts.Proxy.Config, facts.Mesh, facts.Proxy.Type);

    public ValueList<string> Wildcards { get; } = BindAddresses.Wildcards(facts.Proxy);

    /// <summary>Addresses besides the first at which listeners that others reach are bound: those of the other family.</summary>
    public IEnumerable<string> OtherWildcards => Features.DualStack ? Wildcards.Skip(1) : [];

    /// <summary>The same for the listener of captured traffic.</summary>
    public IEnumerable<string> CaptureWildcards => Features.Ipv4BesideIpv6 && facts.Proxy is { HasIpv6: true, HasIpv4: false } ? [BindAddresses.AnyIpv4] : OtherWildcards;

    /// <summary>How many connections are taken in one turn of the event loop; null for Envoy's own default.</summary>
    public uint? ConnectionsPerEvent => Features.ConnectionsPerEvent is > 0 and var count ? (uint)count : null;

    /// <summary>How long clients may take over their handshake; null for any time.</summary>
    public Duration? HandshakeTimeout => Features.HandshakeTimeout > TimeSpan.Zero ? Features.HandshakeTimeout.ToProto() : null;

    public ValueList<string> Loopbacks { get; } = BindAddresses.Loopbacks(facts.Proxy);

    public DirectionSettings Inbound => _inbound.Value;

    public DirectionSettings Outbound => _outbound.Value;

    public DirectionSettings Gateway => _gateway.Value;

    public WorkloadTls Tls => _tls.Value;

    public DirectionSettings Of(ListenerClass listenerClass) => listenerClass switch
    {
        ListenerClass.SidecarInbound => Inbound,
        ListenerClass.SidecarOutbound => Outbound,
        _ => Gateway,
    };
}
