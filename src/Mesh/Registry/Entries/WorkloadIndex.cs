using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Registry.Entries;

/// <summary>The workloads of one namespace that services may select by label, of all clusters.</summary>
internal sealed class WorkloadIndex
{
    private readonly Dictionary<(string Cluster, string Name), Entry> _entries;
    private readonly Dictionary<string, IReadOnlyList<WorkloadInstance>> _byCluster;
    private readonly ConditionalWeakTable<PodFacts, WorkloadInstance> _pods;
    private readonly List<(ClusterSettings Settings, PodIndex Pods)> _clusters;
    private List<WorkloadInstance>? _all;

    private WorkloadIndex(
        Dictionary<(string Cluster, string Name), Entry> entries,
        Dictionary<string, IReadOnlyList<WorkloadInstance>> byCluster,
        ConditionalWeakTable<PodFacts, WorkloadInstance> pods,
        List<(ClusterSettings Settings, PodIndex Pods)> clusters)
    {
        _entries = entries;
        _byCluster = byCluster;
        _pods = pods;
        _clusters = clusters;
    }

    public static WorkloadIndex Build(
        IReadOnlyList<ClusterObjects> objects, IReadOnlyList<ClusterRegistry> clusters, WorkloadIndex? previous)
    {
        var entries = new Dictionary<(string, string), Entry>();
        var byCluster = new Dictionary<string, IReadOnlyList<WorkloadInstance>>(StringComparer.Ordinal);
        for (var i = 0; i < objects.Count; i++)
        {
            var cluster = clusters[i].Settings;
            var instances = new List<WorkloadInstance>();

            // Istio reads those of other clusters for the sake of Services, and only then ServiceEntries select them too.
            if (!cluster.IsConfigCluster && cluster.Features is not { ServicesSelectEntries: true, EntriesOfAllClusters: true })
            {
                continue;
            }

            foreach (var (name, value) in objects[i].OfKind(ResourceKinds.WorkloadEntry).OrderBy(e => e.Key, StringComparer.Ordinal))
            {
                if (value is not Config<WorkloadEntry> source)
                {
                    continue;
                }

                var known = previous?._entries.GetValueOrDefault((cluster.ClusterId, name));
                if (known is null || !ReferenceEquals(known.Source, source) || !ReferenceEquals(known.Cluster, cluster))
                {
                    known = new(source, cluster, EntryWorkloads.OfObject(source, cluster));
                }

                entries.Add((cluster.ClusterId, name), known);
                if (known.Instance is not null)
                {
                    instances.Add(known.Instance);
                }
            }

            var before = previous?._byCluster.GetValueOrDefault(cluster.ClusterId);
            byCluster.Add(cluster.ClusterId, before is not null && KeptInstances.SameReferences(before, instances) ? before : instances);
        }

        return new(entries, byCluster, previous?._pods ?? [], [.. clusters.Select(cluster => (cluster.Settings, cluster.Pods))]);
    }

    /// <summary>The WorkloadEntries of a cluster by name; the same list while none of them changed.</summary>
    public IReadOnlyList<WorkloadInstance> EntriesIn(string clusterId) => _byCluster.GetValueOrDefault(clusterId) ?? [];

    /// <summary>
    /// What a ServiceEntry's selector finds: serving pods first, then WorkloadEntries, each by name. An empty selector finds
    /// all. Addresses that are names are left to entries resolved by DNS.
    /// </summary>
    public List<WorkloadInstance> Select(IReadOnlyDictionary<string, string> selector, bool isDns) =>
        [.. (_all ??= All()).Where(w => LabelMatch.SubsetOf(selector, w.Labels) && (isDns || !w.IsForDnsOnly))];

    private List<WorkloadInstance> All()
    {
        var pods = new List<WorkloadInstance>();
        foreach (var (settings, index) in _clusters.Where(cluster => cluster.Settings.Features.EntriesSelectPods))
        {
            var clusterId = settings.ClusterId;
            foreach (var pod in index.Serving)
            {
                pods.Add(_pods.GetValue(pod, p => WorkloadInstance.OfPod(p, clusterId)));
            }
        }

        // Other clusters only tell of workloads that have addresses.
        var entries = _clusters.SelectMany(c => EntriesIn(c.Settings.ClusterId).Where(e => c.Settings.IsConfigCluster || !e.IsForDnsOnly));
        return [.. pods.OrderBy(p => p.Name, StringComparer.Ordinal), .. entries.OrderBy(e => e.Name, StringComparer.Ordinal)];
    }

    private sealed record Entry(Config<WorkloadEntry> Source, ClusterSettings Cluster, WorkloadInstance? Instance);
}
