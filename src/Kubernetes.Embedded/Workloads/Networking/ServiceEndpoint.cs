using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.Apps;
using MeshActors.Kubernetes.Embedded.Workloads.Pods;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Networking;

/// <summary>A pod behind a Service.</summary>
/// <param name="Ports">For each port of the Service, the pod's own number; null where it has none of that name.</param>
internal sealed record ServiceEndpoint(
    ClusterObject Pod, string Address, string? Zone, bool Ready, bool Serving, bool Terminating, ImmutableArray<int?> Ports)
{
    /// <summary>The pods that a Service selects and that have an address, in the order of their names.</summary>
    public static IReadOnlyList<ServiceEndpoint> Of(ClusterState state, ClusterObject service)
    {
        var declared = service.Spec.List("ports")?.OfType<JsonObject>().ToList() ?? [];
        var all = service.Spec.Flag("publishNotReadyAddresses");
        return
        [
            .. state.In(ResourceTypes.Pods, service.Metadata.Namespace)
                .Where(pod => TcpPorts.Selects(service, pod) && !pod.IsFinished() && pod.Status.Text("podIP") is { Length: > 0 })
                .OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)
                .Select(pod =>
                {
                    var terminating = state.IsDeleting(pod);
                    var serving = pod.IsReady();
                    return new ServiceEndpoint(
                        pod,
                        pod.Status.Text("podIP")!, // Just checked.
                        ZoneOf(state, pod),
                        all || (serving && !terminating),
                        serving,
                        terminating,
                        [.. declared.Select(port => PodPort.Resolve(pod, port["targetPort"], (int)(port.Whole("port") ?? 0)))]);
                }),
        ];
    }

    private static string? ZoneOf(ClusterState state, ClusterObject pod) =>
        state.Find(ResourceTypes.Nodes, new ObjectKey("", pod.Spec.Text("nodeName") ?? ""))
            ?.Metadata.Labels.GetValueOrDefault("topology.kubernetes.io/zone");
}
