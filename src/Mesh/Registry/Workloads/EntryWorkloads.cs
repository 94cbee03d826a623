using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Identity;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;

namespace MeshActors.Mesh.Registry.Workloads;

/// <summary>Makes workload instances of WorkloadEntries and of endpoints inline in a ServiceEntry.</summary>
internal static class EntryWorkloads
{
    public const string UnixPrefix = "unix://";

    /// <summary>The instance of a WorkloadEntry object, or null where health checks are on and it is not known to be healthy.</summary>
    public static WorkloadInstance? OfObject(Config<WorkloadEntry> entry, ClusterSettings cluster)
    {
        if (cluster.Features.EntryHealthChecks
            && IsOn(entry.Meta.Annotations.GetValueOrDefault(WellKnownLabels.HealthChecksAnnotation))
            && entry.Spec.Healthy != true)
        {
            return null;
        }

        var labels = entry.Spec.Labels;
        if (entry.Meta.Labels.Count > 0)
        {
            // Labels of the object win over those of its spec.
            var merged = new Dictionary<string, string>(labels, StringComparer.Ordinal);
            foreach (var (name, value) in entry.Meta.Labels)
            {
                merged[name] = value;
            }

            labels = merged;
        }

        // In the config cluster Istio asks nothing but the entry itself for its network.
        var network = entry.Spec.Network.Length > 0 || cluster.IsConfigCluster
            ? entry.Spec.Network
            : cluster.Networks.Of(entry.Spec.Address, labels);
        return Build(entry.Meta.Name, WorkloadNames.OfEntry(entry.Meta), entry.Meta.Namespace, entry.Spec, labels, network, cluster);
    }

    /// <summary>The instance of one of a ServiceEntry's endpoints, which is known by its place in the list.</summary>
    public static WorkloadInstance Inline(WorkloadEntry endpoint, ObjectMeta owner, int index, ClusterSettings cluster)
    {
        var name = $"{owner.Name}-{index}";
        return Build(name, name, owner.Namespace, endpoint, endpoint.Labels, endpoint.Network, cluster);
    }

    private static WorkloadInstance Build(
        string name,
        string workloadName,
        string @namespace,
        WorkloadEntry entry,
        IReadOnlyDictionary<string, string> labels,
        string network,
        ClusterSettings cluster)
    {
        var locality = entry.Locality.Length > 0 ? entry.Locality : Localities.FromLabels(labels);
        return new()
        {
            Name = name,
            IsPod = false,
            Ports = entry.Ports,
            IsForDnsOnly = entry.Address.Length > 0 && !IpText.IsAddress(entry.Address),
            Template = new()
            {
                Addresses = [entry.Address],
                Port = 0,
                ServicePortName = "",
                Labels = WorkloadLabels.WithTopology(labels, cluster.ClusterId, locality, "", network),
                TlsMode = TlsMode(entry, labels),
                ServiceAccount = entry.ServiceAccount.Length == 0
                    ? ""
                    : SpiffeIdentity.TextOf(cluster.TrustDomain, @namespace, entry.ServiceAccount),
                Network = entry.Network,
                Locality = locality,
                ClusterId = cluster.ClusterId,
                Weight = entry.Weight,
                WorkloadName = workloadName,
                Namespace = @namespace,
            },
        };
    }

    /// <summary>What the label says; else a workload with a service account is taken to have a sidecar.</summary>
    private static string TlsMode(WorkloadEntry entry, IReadOnlyDictionary<string, string> labels) =>
        labels.GetValueOrDefault(WellKnownLabels.TlsMode) ?? (entry.ServiceAccount.Length > 0 ? "istio" : "disabled");

    private static bool IsOn(string? flag) => flag is "1" or "t" or "T" or "true" or "TRUE" or "True";
}
