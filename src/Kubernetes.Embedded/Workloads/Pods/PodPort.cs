using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>A TCP port that a container of a pod declares.</summary>
internal readonly record struct PodPort(int Number, string? Name)
{
    /// <summary>An injected proxy listens for itself, or, where none runs, for nobody.</summary>
    private const string ProxyContainer = "istio-proxy";

    /// <summary>Ports of the pod's application containers and sidecars, each number once.</summary>
    public static IReadOnlyList<PodPort> Of(ClusterObject pod) =>
    [
        .. (pod.Spec.List("containers") ?? []).Concat(pod.Spec.List("initContainers") ?? [])
            .OfType<JsonObject>()
            .Where(c => c.Text("name") != ProxyContainer)
            .SelectMany(c => c.List("ports")?.OfType<JsonObject>() ?? [])
            .Where(p => p.Text("protocol") is null or "TCP" && p.Whole("containerPort") is > 0 and < 65536)
            .Select(p => new PodPort((int)p.Whole("containerPort")!.Value, p.Text("name"))) // Just checked.
            .DistinctBy(p => p.Number),
    ];

    /// <summary>The number that a Service's <c>targetPort</c> means for this pod; null where it has no port of that name.</summary>
    public static int? Resolve(ClusterObject pod, JsonNode? targetPort, int servicePort)
    {
        if (targetPort.AsWhole() is { } number)
        {
            return (int)number;
        }

        if (targetPort.AsText() is not { Length: > 0 } name)
        {
            return servicePort;
        }

        var port = (pod.Spec.List("containers") ?? []).Concat(pod.Spec.List("initContainers") ?? [])
            .OfType<JsonObject>()
            .SelectMany(c => c.List("ports")?.OfType<JsonObject>() ?? [])
            .FirstOrDefault(p => p.Text("name") == name);
        return (int?)port?.Whole("containerPort");
    }
}
