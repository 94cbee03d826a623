using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using MeshActors.EnvoyApi;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Tls;

namespace MeshActors.Translation.Extensions.Patches;

/// <summary>
/// Applies EnvoyFilters to encoded resources. What no patch changes stays the very resource that other proxies share; what one
/// changes is shared by the proxies that have the same patches.
/// </summary>
public sealed class EnvoyFilterStage
{
    private const string VirtualInbound = "virtualInbound";

    private readonly PatchSets _sets = new();
    private readonly Memo<PatchInputs, EncodedResource?> _patched = new();

    /// <summary>How many resources were patched so far.</summary>
    public long Misses => _patched.Misses;

    public IReadOnlyList<EncodedResource> Clusters(TranslationContext context, IReadOnlyList<EncodedResource> clusters)
    {
        if (_sets.Of(context.Node, context.View) is not { ChangesClusters: true } patches)
        {
            return clusters;
        }

        if (context.Node.Type == ProxyType.Waypoint)
        {
            return WithAdded(clusters, patches.Added(ApplyTo.Cluster, PatchContext.SidecarInbound));
        }

        var targets = ServiceTargets.Of(context.Node, context.View);
        var result = new List<EncodedResource>(clusters.Count);
        foreach (var cluster in clusters)
        {
            if (cluster.Name == SdsSecrets.ExternalCluster)
            {
                // It belongs to the proxy, not to the mesh.
                result.Add(cluster);
                continue;
            }

            var direction = DirectionOf(context.Node, isInbound: IsInbound(cluster.Name));
            var hosts = direction == PatchContext.SidecarInbound ? HostsOf(cluster.Name, targets) : [];
            var matching = ClusterPatches.Matching(patches, direction, cluster.Name, hosts);
            var patched = matching.Count == 0 ? cluster : _patched.GetOrAdd(
                new(cluster, patches, direction, hosts, null), static (inputs, found) => PatchCluster(inputs.Resource, found), matching);
            if (patched is not null)
            {
                result.Add(patched);
            }
        }

        return WithAdded(result, Added(patches, ApplyTo.Cluster, context.Node));
    }

    public IReadOnlyList<EncodedResource> Listeners(TranslationContext context, IReadOnlyList<EncodedResource> listeners)
    {
        if (_sets.Of(context.Node, context.View) is not { ChangesListeners: true } patches)
        {
            return listeners;
        }

        // Which way a sidecar's listener goes is told by the listener itself; a waypoint's are all inbound, and their routes
        // are its own affair.
        var isWaypoint = context.Node.Type == ProxyType.Waypoint;
        var direction = DirectionOf(context.Node, isWaypoint);
        var applied = isWaypoint ? patches.WithoutRoutes : patches;
        return
        [
            .. listeners
                .Select(listener => _patched.GetOrAdd(new(listener, applied, direction, [], null), PatchListener))
                .OfType<EncodedResource>(),
            .. Added(patches, ApplyTo.Listener, context.Node),
        ];
    }

    public IReadOnlyList<EncodedResource> Routes(
        TranslationContext context, IReadOnlyList<EncodedResource> routes, IReadOnlyList<ServiceTarget> targets) =>
        _sets.Of(context.Node, context.View) is { ChangesRoutes: true } patches ? Routes(context, routes, targets, patches) : routes;

    /// <summary>The extension configurations that patches add under these names.</summary>
    public IReadOnlyList<EncodedResource> ExtensionConfigs(TranslationContext context, IReadOnlyCollection<string> names) =>
        _sets.Of(context.Node, context.View) is not { } patches
            ? []
            :
            [
                .. patches.All(ApplyTo.ExtensionConfig)
                    .Select(patch => patch.Added)
                    .OfType<EncodedResource>()
                    .Where(added => names.Contains(added.Name)),
            ];

    /// <summary>Forgets what was not used of late.</summary>
    public void Sweep()
    {
        _sets.Sweep();
        _patched.Sweep();
    }

    private IReadOnlyList<EncodedResource> Routes(
        TranslationContext context, IReadOnlyList<EncodedResource> routes, IReadOnlyList<ServiceTarget> targets, PatchSet patches)
    {
        var direction = DirectionOf(context.Node, isInbound: false);
        var gatewayPorts = direction == PatchContext.Gateway ? context.View.GatewaysOf(context.Node, targets)?.GatewayPorts : null;
        return [.. routes.Select(route => _patched.GetOrAdd(new(route, patches, direction, [], PortsOf(route.Name)), PatchRoutes)).OfType<EncodedResource>()];

        ValueList<int>? PortsOf(string name) =>
            gatewayPorts?.GetValueOrDefault(RouteConditions.GatewayParts(name).Port) is { } ports ? [.. ports.Order()] : null;
    }

    private static IEnumerable<EncodedResource> Added(PatchSet patches, ApplyTo target, ProxyNode node) => node.Type == ProxyType.Router
        ? patches.Added(target, PatchContext.Gateway)
        : patches.Added(target, PatchContext.SidecarOutbound).Concat(patches.Added(target, PatchContext.SidecarInbound));

    // Of several clusters with one name the first counts: Envoy would refuse two.
    private static IReadOnlyList<EncodedResource> WithAdded(IReadOnlyList<EncodedResource> clusters, IEnumerable<EncodedResource> added)
    {
        var names = clusters.Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);
        return [.. clusters, .. added.Where(cluster => names.Add(cluster.Name))];
    }

    private static PatchContext DirectionOf(ProxyNode node, bool isInbound) =>
        node.Type == ProxyType.Router ? PatchContext.Gateway : isInbound ? PatchContext.SidecarInbound : PatchContext.SidecarOutbound;

    private static bool IsInbound(string cluster) =>
        cluster == Naming.InboundPassthroughCluster || cluster.StartsWith(Naming.Inbound + "|", StringComparison.Ordinal);

    private static ValueList<string> HostsOf(string cluster, IReadOnlyList<ServiceTarget> targets) =>
        !Naming.TryParse(cluster, out var parts) ? []
        : [.. targets.Where(target => target.TargetPort == parts.Port).Select(target => target.Service.Hostname)];

    private static EncodedResource? PatchCluster(EncodedResource resource, IReadOnlyList<CompiledPatch> matching)
    {
        var cluster = Cluster.Parser.ParseFrom(resource.Value.Span);
        return ClusterPatches.Apply(cluster, matching) ? Unless(resource, cluster.Name, EnvoyEncoding.ToBytes(cluster)) : null;
    }

    private static EncodedResource? PatchListener(PatchInputs inputs)
    {
        var listener = Listener.Parser.ParseFrom(inputs.Resource.Value.Span);
        var context = inputs.Context == PatchContext.SidecarOutbound
            && (listener.Name == VirtualInbound || listener.TrafficDirection == TrafficDirection.Inbound)
            ? PatchContext.SidecarInbound
            : inputs.Context;
        return ListenerPatches.Apply(listener, inputs.Patches, context)
            ? Unless(inputs.Resource, listener.Name, EnvoyEncoding.ToBytes(listener))
            : null;
    }

    private static EncodedResource? PatchRoutes(PatchInputs inputs)
    {
        var routes = RouteConfiguration.Parser.ParseFrom(inputs.Resource.Value.Span);
        RoutePatches.Apply(routes, inputs.Patches, inputs.Context, inputs.GatewayPorts);
        return Unless(inputs.Resource, routes.Name, EnvoyEncoding.ToBytes(routes));
    }

    private static EncodedResource Unless(EncodedResource original, string name, byte[] bytes) =>
        original.Value.Span.SequenceEqual(bytes) ? original : new(name, original.TypeUrl, bytes);

    private readonly record struct PatchInputs(
        EncodedResource Resource, PatchSet Patches, PatchContext Context, ValueList<string> Hosts, ValueList<int>? GatewayPorts);
}
