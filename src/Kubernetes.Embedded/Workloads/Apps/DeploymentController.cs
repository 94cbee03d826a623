using System.Globalization;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>Turns a Deployment into ReplicaSets, one a template, and moves replicas from old ones to the current.</summary>
internal sealed class DeploymentController(ClusterState state, ClusterWriter writer, TimeProvider time) : IWorkloadController
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    private const int DefaultHistory = 10;

    public IEnumerable<ObjectKey> ConcernedBy(ClusterObject item)
    {
        if (item.Type == ResourceTypes.Deployments)
        {
            yield return item.Key;
        }
        else if (item.Type == ResourceTypes.ReplicaSets && item.Metadata.ControllerOwner is { Kind: "Deployment" } owner)
        {
            yield return new ObjectKey(item.Metadata.Namespace, owner.Name);
        }
        else if (item.Type == ResourceTypes.Pods && item.Metadata.ControllerOwner is { Kind: "ReplicaSet" } set
            && state.Find(ResourceTypes.ReplicaSets, new ObjectKey(item.Metadata.Namespace, set.Name)) is { } parent
            && parent.Metadata.ControllerOwner is { } grandparent)
        {
            yield return new ObjectKey(item.Metadata.Namespace, grandparent.Name);
        }
    }

    public async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (state.Find(ResourceTypes.Deployments, key) is not { } deployment || state.IsDeleting(deployment))
        {
            return;
        }

        var sets = state.In(ResourceTypes.ReplicaSets, key.Namespace)
            .Where(s => s.IsControlledBy(deployment) && !state.IsDeleting(s))
            .OrderByDescending(Revision)
            .ToList();
        var hash = TemplateHash.Of(deployment.Spec["template"]);
        var current = sets.Find(s => TemplateHash.Of(s.Spec["template"]) == hash);
        if (deployment.Spec.Flag("paused"))
        {
            // A pause stops the move to a new template; the number of replicas is still followed.
            current ??= sets.FirstOrDefault();
        }
        else
        {
            current = await EnsureCurrentAsync(deployment, current, hash, sets, cancellationToken);
        }

        if (current is not null)
        {
            List<ClusterObject> old = [.. sets.Where(s => s.Metadata.Uid != current.Metadata.Uid)];
            await ScaleAsync(deployment, current, old, cancellationToken);
            await PruneAsync(deployment, old, cancellationToken);
        }

        var latest = state.In(ResourceTypes.ReplicaSets, key.Namespace).Where(s => s.IsControlledBy(deployment)).ToList();
        var newest = latest.Find(s => s.Metadata.Uid == current?.Metadata.Uid);
        var status = DeploymentStatus.Describe(deployment, newest, latest, time.GetUtcNow());
        await writer.PatchStatusAsync(deployment, status, cancellationToken);
    }

    private async Task<ClusterObject> EnsureCurrentAsync(
        ClusterObject deployment, ClusterObject? current, string hash, List<ClusterObject> sets, CancellationToken cancellationToken)
    {
        var newest = sets.Select(Revision).DefaultIfEmpty(0).Max();
        if (current is null)
        {
            current = await writer.CreateAsync(
                ResourceTypes.ReplicaSets, deployment.Metadata.Namespace, NewSet(deployment, hash, newest + 1), cancellationToken);
        }
        else if (Revision(current) < newest)
        {
            // Back to an earlier template: it becomes the newest revision.
            current = await writer.PatchAsync(current, RevisionPatch(newest + 1), cancellationToken);
        }

        var revision = Revision(current).ToString(CultureInfo.InvariantCulture);
        if (deployment.Metadata.Annotations.GetValueOrDefault(RevisionAnnotation) != revision)
        {
            await writer.PatchAsync(deployment, RevisionPatch(Revision(current)), cancellationToken);
        }

        return current;
    }

    private async Task ScaleAsync(
        ClusterObject deployment, ClusterObject current, List<ClusterObject> old, CancellationToken cancellationToken)
    {
        var desired = Wanted(deployment);
        var budget = RolloutBudget.Of(deployment, desired);
        var plan = budget.Recreates
            ? RolloutPlan.Recreate(desired, Wanted(current), old.Count, old.Sum(s => state.PodsOf(s).Count))
            : RolloutPlan.Rolling(desired, budget.MaxSurge, budget.MaxUnavailable, Count(current), [.. old.Select(Count)]);
        await ScaleOneAsync(current, plan.Current, cancellationToken);
        for (var i = 0; i < old.Count; i++)
        {
            await ScaleOneAsync(old[i], plan.Old[i], cancellationToken);
        }
    }

    private async Task ScaleOneAsync(ClusterObject set, int replicas, CancellationToken cancellationToken)
    {
        if (Wanted(set) != replicas)
        {
            await writer.PatchAsync(set, new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }, cancellationToken);
        }
    }

    private async Task PruneAsync(ClusterObject deployment, List<ClusterObject> old, CancellationToken cancellationToken)
    {
        var keep = (int)(deployment.Spec.Whole("revisionHistoryLimit") ?? DefaultHistory);
        foreach (var set in old.Where(s => Wanted(s) == 0 && state.PodsOf(s).Count == 0).Skip(keep).ToList())
        {
            await writer.DeleteAsync(set, null, cancellationToken);
        }
    }

    private ReplicaCount Count(ClusterObject set) =>
        new(Wanted(set), state.PodsOf(set).Count(pod => state.IsActive(pod) && pod.IsReady()));

    private static JsonObject NewSet(ClusterObject deployment, string hash, long revision)
    {
        var template = deployment.Spec.Map("template")?.DeepClone().AsObject() ?? [];
        template.Ensure("metadata").Ensure("labels")[TemplateHash.DeploymentLabel] = hash;
        var selector = deployment.Spec.Map("selector")?.DeepClone().AsObject() ?? [];
        selector.Ensure("matchLabels")[TemplateHash.DeploymentLabel] = hash;
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Metadata.Name}-{hash}",
                ["namespace"] = deployment.Metadata.Namespace,
                ["labels"] = template.Map("metadata")!.Map("labels")!.DeepClone(), // Both were ensured above.
                ["annotations"] = new JsonObject { [RevisionAnnotation] = revision.ToString(CultureInfo.InvariantCulture) },
                ["ownerReferences"] = PodFactory.OwnedBy(deployment),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template },
        };
    }

    private static JsonObject RevisionPatch(long revision) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["annotations"] = new JsonObject { [RevisionAnnotation] = revision.ToString(CultureInfo.InvariantCulture) },
        },
    };

    private static int Wanted(ClusterObject item) => (int)(item.Spec.Whole("replicas") ?? 1);

    private static long Revision(ClusterObject set) =>
        long.TryParse(set.Metadata.Annotations.GetValueOrDefault(RevisionAnnotation), CultureInfo.InvariantCulture, out var revision)
            ? revision
            : 0;
}
