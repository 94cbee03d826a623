using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Nodes;

/// <summary>Chooses nodes: of ours, of those that the pod's <c>nodeSelector</c> admits, the one with the fewest pods.</summary>
internal sealed class Placement(ClusterState state, IReadOnlyList<SimulatedNode> nodes)
{
    public bool IsOurs(string node) => Find(node) is not null;

    public SimulatedNode? Find(string node) => nodes.FirstOrDefault(n => n.Name == node);

    /// <summary>Nodes that admit a pod with this spec.</summary>
    public IEnumerable<string> Admitting(JsonObject podSpec)
    {
        var wanted = podSpec.Map("nodeSelector") ?? [];
        return nodes
            .Where(n => state.Find(ResourceTypes.Nodes, new ObjectKey("", n.Name)) is { } node
                && !state.IsDeleting(node)
                && wanted.All(w => node.Metadata.Labels.GetValueOrDefault(w.Key) == w.Value.AsText()))
            .Select(n => n.Name);
    }

    /// <summary>Null where no node admits the pod.</summary>
    public string? Choose(JsonObject podSpec)
    {
        var counts = new Dictionary<string, int>();
        foreach (var pod in state.All(ResourceTypes.Pods))
        {
            var node = pod.Spec.Text("nodeName") ?? "";
            counts[node] = counts.GetValueOrDefault(node) + 1;
        }

        return Admitting(podSpec)
            .Where(n => state.Find(ResourceTypes.Nodes, new ObjectKey("", n))?.Spec.Flag("unschedulable") != true)
            .MinBy(n => counts.GetValueOrDefault(n));
    }
}
