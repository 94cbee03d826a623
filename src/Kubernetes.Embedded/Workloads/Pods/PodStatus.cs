using System.Net;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>The status that a kubelet would report of a pod.</summary>
internal static class PodStatus
{
    /// <param name="problem">Why the pod does not serve; null where it does.</param>
    public static JsonObject Describe(ClusterObject pod, SimulatedNode node, IPAddress? address, string? problem, DateTimeOffset now)
    {
        var ready = problem is null;
        var began = pod.Status.Text("startTime") ?? Timestamps.Format(now);
        var conditions = new Conditions(pod.Status.List("conditions"), now)
            .Set("PodReadyToStartContainers", true)
            .Set("Initialized", true)
            .Set("Ready", ready, ready ? null : "ContainersNotReady", problem)
            .Set("ContainersReady", ready, ready ? null : "ContainersNotReady", problem)
            .Set("PodScheduled", true);
        var status = new JsonObject
        {
            ["phase"] = ready ? "Running" : "Pending",
            ["startTime"] = began,
            ["hostIP"] = node.Address.ToString(),
            ["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = node.Address.ToString() }),
            ["podIP"] = address?.ToString(),
            ["podIPs"] = address is null ? null : new JsonArray(new JsonObject { ["ip"] = address.ToString() }),
            ["qosClass"] = "BestEffort",
            ["conditions"] = conditions.ToArray(),
            ["containerStatuses"] = Containers(pod, "containers", began, problem),
        };
        if (pod.Spec.List("initContainers") is { Count: > 0 })
        {
            status["initContainerStatuses"] = Containers(pod, "initContainers", began, problem);
        }

        return status;
    }

    private static JsonArray Containers(ClusterObject pod, string list, string began, string? problem)
    {
        var statuses = new JsonArray();
        foreach (var container in pod.Spec.List(list)?.OfType<JsonObject>() ?? [])
        {
            // An init container that restarts always is a sidecar and runs on; the others have done their work.
            var runs = list == "containers" || container.Text("restartPolicy") == "Always";
            var up = runs && problem is null;
            statuses.Add((JsonNode)new JsonObject
            {
                ["name"] = container.Text("name"),
                ["image"] = container.Text("image"),
                ["imageID"] = $"simulated://{container.Text("image")}",
                ["containerID"] = $"simulated://{pod.Metadata.Uid}/{container.Text("name")}",
                ["ready"] = !runs || up,
                ["started"] = up,
                ["restartCount"] = 0,
                ["lastState"] = new JsonObject(),
                ["state"] = State(runs, began, problem),
            });
        }

        return statuses;
    }

    private static JsonObject State(bool runs, string began, string? problem)
    {
        if (!runs)
        {
            var end = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed", ["startedAt"] = began, ["finishedAt"] = began };
            return new JsonObject { ["terminated"] = end };
        }

        return problem is null
            ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = began } }
            : new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "RunContainerError", ["message"] = problem } };
    }
}
