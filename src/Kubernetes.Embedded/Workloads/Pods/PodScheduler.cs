using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Nodes;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>Gives pods that came without a node one.</summary>
internal sealed class PodScheduler(IKubernetesClient client, ClusterWriter writer, Placement placement)
{
    public bool IsOurs(ClusterObject pod) => placement.IsOurs(pod.Spec.Text("nodeName") ?? "");

    public SimulatedNode? NodeOf(ClusterObject pod) => placement.Find(pod.Spec.Text("nodeName") ?? "");

    public async Task ScheduleAsync(ClusterObject pod, CancellationToken cancellationToken)
    {
        if (pod.Spec.Text("schedulerName") is { Length: > 0 } scheduler && scheduler != "default-scheduler")
        {
            return;
        }

        if (placement.Choose(pod.Spec) is not { } node)
        {
            await writer.WarnAsync(pod, "FailedScheduling", "no simulated node matches the pod's nodeSelector", cancellationToken);
            return;
        }

        try
        {
            var binding = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Binding",
                ["metadata"] = new JsonObject { ["name"] = pod.Metadata.Name, ["namespace"] = pod.Metadata.Namespace },
                ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node },
            };
            await client.CreateAsync(
                ResourceTypes.Pods,
                pod.Metadata.Namespace,
                JsonBytes.Encode(binding),
                new WriteOptions { Subresource = "binding" },
                cancellationToken,
                pod.Metadata.Name);
        }
        catch (KubernetesException error) when (error.Status.Code is 404 or 405)
        {
            // A server without bindings lets the field be written.
            await writer.PatchAsync(pod, new JsonObject { ["spec"] = new JsonObject { ["nodeName"] = node } }, cancellationToken);
        }
    }
}
