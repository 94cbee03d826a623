using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Keeps a StatefulSet's numbered pods: one after the other, or all at once where it says Parallel.</summary>
internal sealed class StatefulSetController(ClusterState state, ClusterWriter writer, Placement placement) : IWorkloadController
{
    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item)
    {
        if (item.Type == ResourceTypes.StatefulSets)
        {
            yield return item.Key;
        }
        else if (item.Type == ResourceTypes.Pods && item.Metadata.ControllerOwner is { Kind: "StatefulSet" } owner)
        {
            yield return new ObjectKey(item.Metadata.Namespace, owner.Name);
        }
    }

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (state.Find(ResourceTypes.StatefulSets, key) is not { } set || state.IsDeleting(set))
        {
            return;
        }

        var hash = $"{key.Name}-{TemplateHash.Of(set.Spec["template"])}";
        var first = (int)(set.Spec.Map("ordinals")?.Whole("start") ?? 0);
        var wanted = (int)(set.Spec.Whole("replicas") ?? 1);
        var ordered = set.Spec.Text("podManagementPolicy") != "Parallel";
        var settled = await FillAsync(set, first, wanted, ordered, hash, cancellationToken);
        settled = settled && await TrimAsync(set, first + wanted, ordered, cancellationToken);
        if (settled && set.Spec.Map("updateStrategy")?.Text("type") != "OnDelete")
        {
            await RenewAsync(set, first, wanted, hash, cancellationToken);
        }

        await ReportAsync(set, hash, cancellationToken);
    }

    /// <returns>Whether every wanted pod is there, and ready where order counts.</returns>
    private async Task<bool> FillAsync(
        ClusterObject set, int first, int wanted, bool ordered, string hash, CancellationToken cancellationToken)
    {
        var settled = true;
        for (var ordinal = first; ordinal < first + wanted; ordinal++)
        {
            var pod = Find(set, ordinal);
            if (pod is null)
            {
                try
                {
                    var wish = Describe(set, ordinal, hash);
                    pod = await writer.CreateAsync(ResourceTypes.Pods, set.Metadata.Namespace, wish, cancellationToken);
                }
                catch (KubernetesException error) when (!error.IsUnreachable)
                {
                    await writer.WarnAsync(set, "FailedCreate", error.Message, cancellationToken);
                    throw;
                }
            }

            if (state.IsDeleting(pod) || !pod.IsReady())
            {
                settled = false;
                if (ordered)
                {
                    return false;
                }
            }
        }

        return settled;
    }

    private async Task<bool> TrimAsync(ClusterObject set, int end, bool ordered, CancellationToken cancellationToken)
    {
        foreach (var pod in state.PodsOf(set).Where(p => Ordinal(p) >= end).OrderByDescending(Ordinal).ToList())
        {
            if (!state.IsDeleting(pod))
            {
                await writer.DeleteAsync(pod, null, cancellationToken);
            }

            if (ordered)
            {
                return false;
            }
        }

        return true;
    }

    private async Task RenewAsync(ClusterObject set, int first, int wanted, string hash, CancellationToken cancellationToken)
    {
        var partition = (int)(set.Spec.Map("updateStrategy")?.Map("rollingUpdate")?.Whole("partition") ?? 0);
        for (var ordinal = first + wanted - 1; ordinal >= Math.Max(first, partition); ordinal--)
        {
            if (Find(set, ordinal) is { } pod && pod.Metadata.Labels.GetValueOrDefault(TemplateHash.RevisionLabel) != hash)
            {
                await writer.DeleteAsync(pod, null, cancellationToken);
                return;
            }
        }
    }

    private async Task ReportAsync(ClusterObject set, string hash, CancellationToken cancellationToken)
    {
        var pods = state.PodsOf(set).Where(state.IsActive).ToList();
        var ready = pods.Count(p => p.IsReady());
        var updated = pods.Count(p => p.Metadata.Labels.GetValueOrDefault(TemplateHash.RevisionLabel) == hash);
        var complete = updated == pods.Count;
        await writer.PatchStatusAsync(
            set,
            new JsonObject
            {
                ["observedGeneration"] = set.Metadata.Generation,
                ["replicas"] = pods.Count,
                ["readyReplicas"] = ready,
                ["availableReplicas"] = ready,
                ["updatedReplicas"] = updated,
                ["currentReplicas"] = complete ? updated : pods.Count - updated,
                ["updateRevision"] = hash,
                ["currentRevision"] = complete ? hash : set.Status.Text("currentRevision") ?? hash,
            },
            cancellationToken);
    }

    private JsonObject Describe(ClusterObject set, int ordinal, string hash)
    {
        var name = $"{set.Metadata.Name}-{ordinal}";
        var template = set.Spec.Map("template")?.Map("spec") ?? [];
        var pod = PodFactory.FromTemplate(set, name, placement.Choose(template));
        var labels = pod.Ensure("metadata").Ensure("labels");
        labels[TemplateHash.RevisionLabel] = hash;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        labels["apps.kubernetes.io/pod-index"] = $"{ordinal}";
        var spec = pod.Ensure("spec");
        spec["hostname"] = name;
        if (set.Spec.Text("serviceName") is { Length: > 0 } service)
        {
            spec["subdomain"] = service;
        }

        return pod;
    }

    private ClusterObject? Find(ClusterObject set, int ordinal) =>
        state.Find(ResourceTypes.Pods, new ObjectKey(set.Metadata.Namespace, $"{set.Metadata.Name}-{ordinal}"));

    private static int Ordinal(ClusterObject pod) =>
        int.TryParse(pod.Metadata.Name.AsSpan(pod.Metadata.Name.LastIndexOf('-') + 1), out var ordinal) ? ordinal : -1;
}
