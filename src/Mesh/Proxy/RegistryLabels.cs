using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Workloads;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Proxy;

/// <summary>
/// What the registry says of a workload outside Kubernetes counts more than what its proxy says: where a ServiceEntry of its
/// namespace has an endpoint with the proxy's address, listed or selected, the labels and the place of that endpoint hold.
/// </summary>
/// <remarks>A pod's own labels are the ones that its proxy reports; a proxy that names its node is taken for a pod.</remarks>
internal static class RegistryLabels
{
    // Worked out once while nothing of it changes, and only where a proxy is no pod.
    private static readonly ConditionalWeakTable<object, ByInputs> ByFacts = [];

    // The proxy stays the same instance as long as what is known of it does.
    private static readonly ConditionalWeakTable<ProxyNode, LabelledProxy> Known = [];

    public static ProxyNode Apply(ProxyNode node, MeshView view)
    {
        if (node.NodeName.Length > 0 || view.Namespace(node.Namespace) is not { } snapshot)
        {
            return node;
        }

        var inputs = WorkloadInputs.Of(view, node.Namespace);
        var before = Known.TryGetValue(node, out var known) ? known : null;
        if (before is not null && (before.Inputs.Equals(inputs) || !new WorkloadStep(before.Inputs, inputs).MayConcern(node)))
        {
            before.Inputs = inputs;
            return before.Node;
        }

        if (!ByFacts.TryGetValue(snapshot.Facts, out var found) || !found.Inputs.Equals(inputs))
        {
            found = new(inputs, ByAddress(snapshot, view));
            ByFacts.AddOrUpdate(snapshot.Facts, found);
        }

        var labels = node.IpAddresses.Select(address => found.Labels.GetValueOrDefault(address)).FirstOrDefault(labels => labels is not null);
        var labelled = before is not null && ReferenceEquals(before.Labels, labels) ? before.Node
            : labels is null ? node
            : ProxyNodes.Labelled(node, labels);
        Known.AddOrUpdate(node, new(labels, labelled) { Inputs = inputs });
        return labelled;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ByAddress(NamespaceSnapshot snapshot, MeshView view)
    {
        var labels = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

        // Worked out once, not for each service.
        var workloads = new Lazy<List<WorkloadInstance>>(() => Workloads(snapshot.Namespace, view));
        foreach (var service in snapshot.Services.Where(service => service.Registry == ServiceRegistry.External))
        {
            var selects = view.Find<ServiceEntry>(snapshot.Namespace, service.Source.Name)?.Spec.WorkloadSelector is not null;
            foreach (var endpoint in selects ? Selected(service, workloads.Value) : Listed(service, snapshot))
            {
                foreach (var address in endpoint.Addresses)
                {
                    labels.TryAdd(address, endpoint.Labels);
                }
            }
        }

        return labels;
    }

    /// <summary>Only ServiceEntries number the service port of their endpoints.</summary>
    private static IEnumerable<Endpoint> Listed(Service service, NamespaceSnapshot snapshot) =>
        snapshot.Facts.GetValueOrDefault(service.Key)?.InlineEndpoints.Where(endpoint => endpoint.ServicePortNumber > 0) ?? [];

    private static IEnumerable<Endpoint> Selected(Service service, List<WorkloadInstance> workloads) => workloads
        .Where(workload => LabelMatch.SubsetOf(service.Selector, workload.Labels) && (service.IsDns || !workload.IsForDnsOnly))
        .Select(workload => workload.Template);

    /// <summary>By name.</summary>
    private static List<WorkloadInstance> Workloads(string @namespace, MeshView view)
    {
        var cluster = new ClusterSettings(view.Globals, view.Globals.ConfigCluster);
        return
        [
            .. view.In<WorkloadEntry>(@namespace)
                .Select(entry => EntryWorkloads.OfObject(entry, cluster))
                .OfType<WorkloadInstance>()
                .OrderBy(workload => workload.Name, StringComparer.Ordinal),
        ];
    }

    private sealed record ByInputs(WorkloadInputs Inputs, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Labels);

    /// <param name="Labels">What the registry says; null for nothing.</param>
    /// <param name="Node">The proxy with that.</param>
    private sealed record LabelledProxy(IReadOnlyDictionary<string, string>? Labels, ProxyNode Node)
    {
        /// <summary>The newest state for which this is known to hold.</summary>
        public required WorkloadInputs Inputs { get; set; }
    }
}
