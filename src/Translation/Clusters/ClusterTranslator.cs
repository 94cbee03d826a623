using Envoy.Config.Cluster.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Authentication;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;

namespace MeshActors.Translation.Clusters;

/// <summary>
/// All clusters of a proxy. Each cluster is memoised by its whole input, so that a change re-encodes only the clusters that
/// read it, and proxies that do not differ share them.
/// </summary>
public sealed class ClusterTranslator
{
    private readonly Memo<OutboundClusterInputs, IReadOnlyList<EncodedResource>> _outbound = new(expected: 1021);
    private readonly PlainClusters _plain = new();
    private readonly Memo<InboundClusterInputs, EncodedResource> _inbound = new();
    private readonly Memo<BuiltInKey, IReadOnlyList<EncodedResource>> _builtIn = new();
    private readonly Memo<WaypointKey, IReadOnlyList<EncodedResource>> _waypoints = new();
    private readonly Memo<OutboundSetKey, IReadOnlyList<EncodedResource>> _sets = new(ofParts: true);
    private readonly Memo<OutboundSetKey, LatestOutboundSets> _latest = new();
    private readonly Memo<ClusterParts, IReadOnlyList<EncodedResource>> _wholes = new();
    private readonly Memo<(IReadOnlyList<Config<PeerAuthentication>> Policies, string RootNamespace), MutualTlsModes> _modes = new();

    private int _generation;

    public long Misses => _outbound.Misses + _inbound.Misses + _builtIn.Misses;

    public void Sweep()
    {
        Interlocked.Increment(ref _generation);
        _outbound.Sweep();
        _plain.Sweep();
        _latest.Sweep();
        _inbound.Sweep();
        _builtIn.Sweep();
        _waypoints.Sweep();
        _sets.Sweep();
        _wholes.Sweep();
        _modes.Sweep();
    }

    /// <summary>
    /// The clusters in the order in which they are pushed; of several with one name the first. The same list as long as no
    /// cluster in it changes.
    /// </summary>
    public IReadOnlyList<EncodedResource> Translate(TranslationContext context)
    {
        var mesh = ClusterMeshSettings.Of(context.View.Mesh);
        if (context.Node.Type == ProxyType.Waypoint)
        {
            return _waypoints.GetOrAdd(WaypointKey.Of(context, mesh), Waypoint);
        }

        var view = ClusterView.Of(context.Node, context.View.Mesh);
        var modes = _modes.GetOrAdd(
            (context.View.All<PeerAuthentication>(), context.View.RootNamespace), key => new MutualTlsModes(key.Policies, key.RootNamespace));
        var targets = ServiceTargets.Of(context.Node, context.View);
        var only = GatewayDestinations.Of(context, targets);
        var parts = new List<IReadOnlyList<EncodedResource>>();
        AddOutbound(ClusterMode.Default);
        if (context.Node.Type == ProxyType.Router && context.View.GatewaysOf(context.Node, targets) is { HasAutoPassthrough: true })
        {
            AddOutbound(ClusterMode.SniDnat);
        }

        parts.Add(_builtIn.GetOrAdd(BuiltInKey.Of(context, mesh, view), BuiltIns, context.Node));
        var inbound = context.Node.Type == ProxyType.Sidecar
            ? InboundPlan.Of(context, targets, view, mesh).Select(inputs => _inbound.GetOrAdd(inputs, InboundClusters.Build))
            : [];
        return _wholes.GetOrAdd(new(new(parts), new([.. inbound])), static whole => whole.Join());

        void AddOutbound(ClusterMode mode)
        {
            var wanted = mode == ClusterMode.Default ? only : null;
            parts.Add(_sets.GetOrAdd(OutboundSetKey.Of(context, modes, mesh, view, mode, wanted), OutboundSet, context));

            // These carry endpoints as the proxy sees them, so they are looked up one by one.
            foreach (var inputs in OutboundPlan.Of(context, context.Scope.DnsServices.Where(service => wanted?.Include(service) != false), modes, mesh, view, mode))
            {
                parts.Add(_outbound.GetOrAdd(inputs, Build));
            }
        }
    }

    private IReadOnlyList<EncodedResource> OutboundSet(OutboundSetKey key, TranslationContext context) =>
        _latest.GetOrAdd(key with { Destinations = null, Facts = null }, static _ => new()).Of(
            context,
            Volatile.Read(ref _generation),
            key.Only,
            service => OutboundPlan.Of(context, [service], key.Modes, key.Mesh, key.View, key.Mode)
                .SelectMany(inputs => _outbound.GetOrAdd(inputs, Build)));

    private IReadOnlyList<EncodedResource> Build(OutboundClusterInputs inputs) =>
        DynamicForwardProxyClusters.AppliesTo(inputs.Service, inputs.Mode)
            ? DynamicForwardProxyClusters.Build(inputs)
            : _plain.Build(inputs) ?? OutboundClusters.Build(inputs);

    private static IReadOnlyList<EncodedResource> Waypoint(WaypointKey key) =>
        Encode(WaypointClusters.Build(key.Mesh, key.TunnelIdle, key.TrustDomains.Names, key.Namespace));

    private static IReadOnlyList<EncodedResource> Encode(IEnumerable<Cluster> clusters) =>
        [.. clusters.Select(c => new EncodedResource(c.Name, TypeUrls.Cluster, EnvoyEncoding.ToBytes(c)))];

    private static IReadOnlyList<EncodedResource> BuiltIns(BuiltInKey key, ProxyNode node)
    {
        List<Cluster> clusters = [BuiltInClusters.BlackHole(key.Mesh)];
        if (key.View.IsSidecar)
        {
            clusters.Add(BuiltInClusters.Passthrough(key.Mesh, key.View));
            if (key.AllowAnyDynamicDns)
            {
                clusters.Add(DynamicForwardProxyClusters.AllowAny(key.Mesh, key.View, DnsCaches.AllowAny(node, key.Mesh.Features), key.OutboundTls));
            }

            clusters.Add(BuiltInClusters.InboundPassthrough(key.Mesh, key.View, node.HasIpv4, node.HasIpv6));
        }

        if (key.View.CredentialSocket)
        {
            clusters.Add(BuiltInClusters.ExternalSecrets(key.Mesh));
        }

        return Encode(clusters);
    }

    private sealed record WaypointKey(ClusterMeshSettings Mesh, TimeSpan? TunnelIdle, NameList TrustDomains, string Namespace)
    {
        public static WaypointKey Of(TranslationContext context, ClusterMeshSettings mesh) => new(
            mesh, context.View.Mesh.HboneIdleTimeout,
            new([context.View.Mesh.TrustDomain, .. context.View.Mesh.TrustDomainAliases]), context.Node.Namespace);
    }

    private sealed record BuiltInKey(
        ClusterMeshSettings Mesh, ClusterView View, bool HasIpv4, bool HasIpv6, bool AllowAnyDynamicDns, string? DnsProxy,
        ClientTlsSettings? OutboundTls)
    {
        /// <summary>Leaves out what is large and nearly always the same.</summary>
        public override int GetHashCode() => HashCode.Combine(View.Type, HasIpv4, HasIpv6, AllowAnyDynamicDns, DnsProxy);

        public static BuiltInKey Of(TranslationContext context, ClusterMeshSettings mesh, ClusterView view) => new(
            mesh, view, context.Node.HasIpv4, context.Node.HasIpv6,
            AllowsAnyByName(context),
            context.Node.MetadataFlag("DNS_CAPTURE") ? context.Node.MetadataText("DNS_PROXY_ADDR") ?? "" : null,
            context.View.Mesh.OutboundTrafficPolicy?.Tls);

        // Only the mesh can allow hosts by name; a Sidecar with a policy of its own overrides it.
        private static bool AllowsAnyByName(TranslationContext context) =>
            context.Scope.Sidecar?.Spec.OutboundTrafficPolicy is null
            && context.View.Mesh.OutboundTrafficPolicy?.Mode == MeshOutboundTrafficPolicyMode.AllowAnyDynamicDns;
    }
}
