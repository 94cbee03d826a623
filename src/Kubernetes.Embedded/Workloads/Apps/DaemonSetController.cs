using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Keeps one pod of a DaemonSet on every node that admits it; a new template replaces them one at a time.</summary>
internal sealed class DaemonSetController(ClusterState state, ClusterWriter writer, Placement placement) : IWorkloadController
{
    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item)
    {
        if (item.Type == ResourceTypes.DaemonSets)
        {
            return [item.Key];
        }

        if (item.Type == ResourceTypes.Nodes)
        {
            return state.All(ResourceTypes.DaemonSets).Select(set => set.Key);
        }

        return item.Type == ResourceTypes.Pods && item.Metadata.ControllerOwner is { Kind: "DaemonSet" } owner
            ? [new ObjectKey(item.Metadata.Namespace, owner.Name)]
            : [];
    }

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (state.Find(ResourceTypes.DaemonSets, key) is not { } set || state.IsDeleting(set))
        {
            return;
        }

        var hash = TemplateHash.Of(set.Spec["template"]);
        var nodes = placement.Admitting(set.Spec.Map("template")?.Map("spec") ?? []).ToList();
        var pods = state.PodsOf(set);
        foreach (var node in nodes.Where(n => !pods.Exists(p => p.Spec.Text("nodeName") == n && !p.IsFinished())))
        {
            await CreateAsync(set, node, hash, cancellationToken);
        }

        var surplus = pods.Where(p => !nodes.Contains(p.Spec.Text("nodeName") ?? "") || p.IsFinished());
        foreach (var pod in surplus.Where(p => !state.IsDeleting(p)).ToList())
        {
            await writer.DeleteAsync(pod, null, cancellationToken);
        }

        await RenewOneAsync(set, hash, cancellationToken);
        await ReportAsync(set, nodes.Count, hash, cancellationToken);
    }

    private async Task CreateAsync(ClusterObject set, string node, string hash, CancellationToken cancellationToken)
    {
        var pod = PodFactory.FromTemplate(set, null, node);
        pod.Ensure("metadata").Ensure("labels")[TemplateHash.RevisionLabel] = hash;
        try
        {
            await writer.CreateAsync(ResourceTypes.Pods, set.Metadata.Namespace, pod, cancellationToken);
        }
        catch (KubernetesException error) when (!error.IsUnreachable)
        {
            await writer.WarnAsync(set, "FailedCreate", error.Message, cancellationToken);
            throw;
        }
    }

    private async Task RenewOneAsync(ClusterObject set, string hash, CancellationToken cancellationToken)
    {
        var pods = state.PodsOf(set);
        var settled = pods.TrueForAll(p => state.IsActive(p) && p.IsReady());
        if (settled && set.Spec.Map("updateStrategy")?.Text("type") != "OnDelete"
            && pods.Find(p => p.Metadata.Labels.GetValueOrDefault(TemplateHash.RevisionLabel) != hash) is { } outdated)
        {
            await writer.DeleteAsync(outdated, null, cancellationToken);
        }
    }

    private async Task ReportAsync(ClusterObject set, int nodes, string hash, CancellationToken cancellationToken)
    {
        var pods = state.PodsOf(set).Where(state.IsActive).ToList();
        var ready = pods.Count(p => p.IsReady());
        await writer.PatchStatusAsync(
            set,
            new JsonObject
            {
                ["observedGeneration"] = set.Metadata.Generation,
                ["desiredNumberScheduled"] = nodes,
                ["currentNumberScheduled"] = pods.Count,
                ["updatedNumberScheduled"] = pods.Count(p => p.Metadata.Labels.GetValueOrDefault(TemplateHash.RevisionLabel) == hash),
                ["numberReady"] = ready,
                ["numberAvailable"] = ready,
                ["numberUnavailable"] = nodes == ready ? null : JsonValue.Create(nodes - ready),
                ["numberMisscheduled"] = 0,
            },
            cancellationToken);
    }
}
