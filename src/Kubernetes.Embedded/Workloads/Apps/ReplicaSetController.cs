using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Selectors;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Keeps as many pods as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController(ClusterState state, ClusterWriter writer, Placement placement, TimeProvider time)
    : IWorkloadController
{
    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item)
    {
        if (item.Type == ResourceTypes.ReplicaSets)
        {
            yield return item.Key;
        }
        else if (item.Type == ResourceTypes.Pods && item.Metadata.ControllerOwner is { Kind: "ReplicaSet" } owner)
        {
            yield return new ObjectKey(item.Metadata.Namespace, owner.Name);
        }
    }

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (state.Find(ResourceTypes.ReplicaSets, key) is not { } set || state.IsDeleting(set))
        {
            return;
        }

        var wanted = (int)(set.Spec.Whole("replicas") ?? 1);
        var active = await ReleaseStrangersAsync(set, cancellationToken);
        KubernetesException? failure = null;
        try
        {
            for (var i = active.Count; i < wanted; i++)
            {
                var spec = set.Spec.Map("template")?.Map("spec") ?? [];
                var pod = PodFactory.FromTemplate(set, null, placement.Choose(spec));
                active.Add(await writer.CreateAsync(ResourceTypes.Pods, key.Namespace, pod, cancellationToken));
            }
        }
        catch (KubernetesException error) when (!error.IsUnreachable)
        {
            failure = error;
            await writer.WarnAsync(set, "FailedCreate", error.Message, cancellationToken);
        }

        foreach (var victim in Victims(active, active.Count - wanted))
        {
            await writer.DeleteAsync(victim, null, cancellationToken);
            active.Remove(victim);
        }

        await ReportAsync(set, active, failure, cancellationToken);
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>A pod whose labels were changed away is let go, for instance to be looked at while a new one takes its place.</summary>
    private async Task<List<ClusterObject>> ReleaseStrangersAsync(ClusterObject set, CancellationToken cancellationToken)
    {
        var selector = LabelSelectorObject.Read(set.Spec.Map("selector"));
        var active = new List<ClusterObject>();
        foreach (var pod in state.PodsOf(set).Where(state.IsActive))
        {
            if (selector.Matches(pod.Metadata.Labels))
            {
                active.Add(pod);
            }
            else
            {
                var release = new JsonObject { ["metadata"] = new JsonObject { ["ownerReferences"] = null } };
                await writer.PatchAsync(pod, release, cancellationToken);
            }
        }

        return active;
    }

    /// <summary>Those that do not serve go first, then the youngest.</summary>
    private static List<ClusterObject> Victims(List<ClusterObject> active, int count) => count <= 0
        ? []
        : [.. active
            .OrderBy(pod => pod.IsReady())
            .ThenByDescending(pod => pod.Metadata.CreationTimestamp)
            .ThenByDescending(pod => pod.Metadata.Name, StringComparer.Ordinal)
            .Take(count)];

    private async Task ReportAsync(
        ClusterObject set, List<ClusterObject> active, KubernetesException? failure, CancellationToken cancellationToken)
    {
        var ready = active.Count(pod => pod.IsReady());
        var conditions = new Conditions(set.Status.List("conditions"), time.GetUtcNow());
        if (failure is not null)
        {
            conditions.Set("ReplicaFailure", true, "FailedCreate", failure.Message);
        }

        await writer.PatchStatusAsync(
            set,
            new JsonObject
            {
                ["replicas"] = active.Count,
                ["fullyLabeledReplicas"] = active.Count,
                ["readyReplicas"] = ready,
                ["availableReplicas"] = ready,
                ["observedGeneration"] = set.Metadata.Generation,
                ["conditions"] = conditions.ToArray() is { Count: > 0 } list ? list : null,
            },
            cancellationToken);
    }
}
