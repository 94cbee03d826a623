using System.Collections.ObjectModel;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>
/// The pods of one namespace in one cluster. Facts of pods that did not change are the instances of the index before, and
/// <see cref="Changed"/> names the others.
/// </summary>
internal sealed class PodIndex
{
    public static readonly PodIndex Empty = new(new(StringComparer.Ordinal), new HashSet<string>());

    private readonly Dictionary<string, Entry> _pods;
    private ILookup<string, PodFacts>? _servingByAddress;

    private PodIndex(Dictionary<string, Entry> pods, IReadOnlySet<string> changed)
    {
        _pods = pods;
        Changed = changed;
    }

    /// <summary>Names of pods that are new, gone or different since the index before.</summary>
    public IReadOnlySet<string> Changed { get; }

    public static PodIndex Build(
        IReadOnlyDictionary<string, MeshObject> pods,
        IReadOnlyDictionary<string, NodeFacts> nodes,
        ClusterSettings cluster,
        PodIndex? previous)
    {
        previous ??= Empty;
        var entries = new PatchedDictionary<string, Entry>(previous._pods);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        PodFacts? neighbour = null;
        foreach (var (name, value) in pods)
        {
            // Istio does not watch failed pods at all.
            if (value is not Config<Pod> pod || pod.Spec.Phase == "Failed")
            {
                continue;
            }

            count++;
            var node = nodes.GetValueOrDefault(pod.Spec.NodeName);
            var known = previous._pods.GetValueOrDefault(name);
            if (known is not null
                && ReferenceEquals(known.Source, pod)
                && ReferenceEquals(known.Node, node)
                && ReferenceEquals(known.Cluster, cluster))
            {
                neighbour = known.Facts;
                continue;
            }

            var facts = PodFactsReader.Read(pod, node, cluster, neighbour ?? known?.Facts);
            if (known is not null && facts.Equals(known.Facts))
            {
                facts = known.Facts;
            }
            else
            {
                changed.Add(name);
            }

            entries.Set(name, new(pod, node, cluster, facts));
            neighbour = facts;
        }

        if (entries.Result.Count != count)
        {
            changed.UnionWith(entries.RemoveUnless(name => pods.GetValueOrDefault(name) is Config<Pod> { Spec.Phase: not "Failed" }));
        }

        return new(entries.Result, changed);
    }

    /// <summary>The same pods, none of them changed.</summary>
    public PodIndex Settled() => Changed.Count == 0
        ? this
        : new(_pods, ReadOnlySet<string>.Empty) { _servingByAddress = _servingByAddress };

    public PodFacts? Find(string name) => _pods.GetValueOrDefault(name)?.Facts;

    /// <summary>
    /// The serving pod at an address, for endpoints that somebody maintains by hand. Pods on the host's network share theirs:
    /// then the first by name stands for all.
    /// </summary>
    public PodFacts? ServingAt(string address)
    {
        _servingByAddress ??= _pods.Values.Where(p => p.Facts.IsServing).Select(p => p.Facts)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToLookup(p => p.FirstAddress, StringComparer.Ordinal);
        return _servingByAddress[address].FirstOrDefault();
    }

    /// <summary>All serving pods, by name.</summary>
    public IEnumerable<PodFacts> Serving =>
        _pods.Values.Where(p => p.Facts.IsServing).Select(p => p.Facts).OrderBy(p => p.Name, StringComparer.Ordinal);

    private sealed record Entry(Config<Pod> Source, NodeFacts? Node, ClusterSettings Cluster, PodFacts Facts);
}
