using MeshActors.Mesh.Extensions;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Security;
using MeshActors.Mesh.View;
using TelemetrySpec = MeshActors.Mesh.Telemetry.Telemetry;

namespace MeshActors.Actors.Discovery.Scopes;

/// <summary>What one namespace's snapshot makes translation read of single pods.</summary>
internal sealed record NamespaceReads(NamespaceSnapshot Snapshot, NamespaceReads.Read Facts)
{
    public static readonly IReadOnlySet<string> PodLabels = new HashSet<string>(StringComparer.Ordinal)
    {
        WellKnownLabels.NodeHostname, "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
    };

    public static NamespaceReads Of(NamespaceSnapshot snapshot, NamespaceReads? previous)
    {
        var facts = new Read(
            snapshot.Services.Any(s => s.NodeLocal || s.TrafficDistribution == TrafficDistribution.PreferSameNode) || RulesReadNodes(snapshot),
            All<Sidecar>(snapshot).Any(s => s.Spec.Ingress.Count > 0),
            LabelsOf(snapshot),
            AddressesOf(snapshot),
            [.. All<EnvoyFilter>(snapshot).SelectMany(f => f.Spec.ConfigPatches).SelectMany(p => p.Match?.Proxy?.Metadata.Keys ?? [])]);
        return new(snapshot, previous is not null && previous.Facts.IsSameAs(facts) ? previous.Facts : facts);
    }

    /// <summary>Whether an entry of a failover priority, <c>label</c> or <c>label=value</c>, asks for the same node.</summary>
    public static bool NamesNode(string priority) => priority.StartsWith(WellKnownLabels.NodeHostname, StringComparison.Ordinal);

    private static bool RulesReadNodes(NamespaceSnapshot snapshot)
    {
        foreach (var rule in All<DestinationRule>(snapshot))
        {
            if (ReadsNode(rule.Spec.TrafficPolicy) || rule.Spec.Subsets.Any(s => ReadsNode(s.TrafficPolicy)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ReadsNode(TrafficPolicy? policy) =>
        policy is not null && (ReadsNode(policy.LoadBalancer) || policy.PortLevelSettings.Any(port => ReadsNode(port.LoadBalancer)));

    private static bool ReadsNode(LoadBalancerSettings? balancer) =>
        balancer?.LocalityLbSetting?.FailoverPriority.Any(NamesNode) == true
        || balancer?.ZoneAwareLbSetting?.FailoverPriority.Any(NamesNode) == true;

    private static HashSet<string> AddressesOf(NamespaceSnapshot snapshot)
    {
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, facts) in snapshot.Facts)
        {
            foreach (var endpoint in facts.InlineEndpoints)
            {
                addresses.UnionWith(endpoint.Addresses);
            }
        }

        foreach (var entry in All<WorkloadEntry>(snapshot))
        {
            addresses.Add(entry.Spec.Address);
        }

        foreach (var entry in All<ServiceEntry>(snapshot))
        {
            foreach (var endpoint in entry.Spec.Endpoints)
            {
                addresses.Add(endpoint.Address);
            }
        }

        return addresses;
    }

    private static HashSet<string> LabelsOf(NamespaceSnapshot snapshot)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in snapshot.Services)
        {
            Add(labels, service.Selector);
        }

        foreach (var list in snapshot.Objects.Values)
        {
            foreach (var item in list)
            {
                foreach (var selector in SelectorsOf(item))
                {
                    Add(labels, selector);
                }
            }
        }

        return labels;
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>?> SelectorsOf(MeshObject item) => item switch
    {
        Config<Gateway> gateway => [gateway.Spec.Selector],
        Config<Sidecar> sidecar => [sidecar.Spec.WorkloadSelector?.Labels],
        Config<DestinationRule> rule => [rule.Spec.WorkloadSelector?.Labels],
        Config<EnvoyFilter> filter => [filter.Spec.WorkloadSelector?.Labels],
        Config<ServiceEntry> entry => [entry.Spec.WorkloadSelector?.Labels],
        Config<PeerAuthentication> policy => [policy.Spec.Selector?.Labels],
        Config<RequestAuthentication> policy => [policy.Spec.Selector?.Labels],
        Config<AuthorizationPolicy> policy => [policy.Spec.Selector?.Labels],
        Config<TelemetrySpec> telemetry => [telemetry.Spec.Selector?.Labels],
        Config<WasmPlugin> plugin => [plugin.Spec.Selector?.Labels],
        Config<TrafficExtension> extension => [extension.Spec.Selector?.Labels],
        Config<VirtualService> service =>
        [
            .. service.Spec.Http.SelectMany(r => r.Match).Select(m => m.SourceLabels),
            .. service.Spec.Tcp.SelectMany(r => r.Match).Select(m => m.SourceLabels),
            .. service.Spec.Tls.SelectMany(r => r.Match).Select(m => m.SourceLabels),
        ],
        _ => [],
    };

    private static void Add(HashSet<string> labels, IReadOnlyDictionary<string, string>? selector)
    {
        foreach (var label in PodLabels)
        {
            if (selector?.ContainsKey(label) == true)
            {
                labels.Add(label);
            }
        }
    }

    private static IEnumerable<Config<TSpec>> All<TSpec>(NamespaceSnapshot snapshot)
        where TSpec : class, IResourceSpec =>
        snapshot.Objects.TryGetValue(TSpec.Kind, out var list) ? list.OfType<Config<TSpec>>() : [];

    public sealed record Read(bool ReadsNodes, bool HasSidecarIngress, HashSet<string> Labels, HashSet<string> Addresses, HashSet<string> Metadata)
    {
        public bool IsSameAs(Read other) =>
            ReadsNodes == other.ReadsNodes && HasSidecarIngress == other.HasSidecarIngress
            && Labels.SetEquals(other.Labels) && Addresses.SetEquals(other.Addresses) && Metadata.SetEquals(other.Metadata);
    }
}
