using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Apps;

/// <summary>A Deployment's status, from those of its ReplicaSets: what <c>kubectl rollout status</c> reads.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Describe(ClusterObject deployment, ClusterObject? current, List<ClusterObject> sets, DateTimeOffset now)
    {
        var desired = (int)(deployment.Spec.Whole("replicas") ?? 1);
        var replicas = Sum(sets, "replicas");
        var available = Sum(sets, "availableReplicas");
        var updated = current?.Status.Whole("replicas") ?? 0;
        var minimum = desired - RolloutBudget.Of(deployment, desired).MaxUnavailable;
        var complete = updated == desired && replicas == desired && available == desired;

        var conditions = new Conditions(deployment.Status.List("conditions"), now, withUpdateTime: true);
        if (available >= minimum)
        {
            conditions.Set("Available", true, "MinimumReplicasAvailable", "Deployment has minimum availability.");
        }
        else
        {
            conditions.Set("Available", false, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
        }

        if (complete && current is not null)
        {
            var message = $"ReplicaSet \"{current.Metadata.Name}\" has successfully progressed.";
            conditions.Set("Progressing", true, "NewReplicaSetAvailable", message);
        }
        else
        {
            conditions.Set("Progressing", true, "ReplicaSetUpdated", $"ReplicaSet \"{current?.Metadata.Name}\" is progressing.");
        }

        if (Failure(sets) is { } failure)
        {
            conditions.Set("ReplicaFailure", true, failure.Text("reason"), failure.Text("message"));
        }

        return new JsonObject
        {
            ["observedGeneration"] = deployment.Metadata.Generation,
            ["replicas"] = Absent(replicas),
            ["updatedReplicas"] = Absent(updated),
            ["readyReplicas"] = Absent(Sum(sets, "readyReplicas")),
            ["availableReplicas"] = Absent(available),
            ["unavailableReplicas"] = Absent(Math.Max(0, Math.Max(desired, replicas) - available)),
            ["conditions"] = conditions.ToArray(),
        };
    }

    /// <summary>Counts of zero are left out, as Kubernetes does.</summary>
    private static JsonNode? Absent(long count) => count == 0 ? null : JsonValue.Create(count);

    private static long Sum(List<ClusterObject> sets, string field) => sets.Sum(s => s.Status.Whole(field) ?? 0);

    private static JsonObject? Failure(List<ClusterObject> sets) => sets
        .SelectMany(s => s.Status.List("conditions")?.OfType<JsonObject>() ?? [])
        .FirstOrDefault(c => c.Text("type") == "ReplicaFailure" && c.Text("status") == "True");
}
