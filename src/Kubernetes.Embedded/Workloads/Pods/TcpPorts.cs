using System.Collections.Frozen;
using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;
using MeshActors.Kubernetes.Embedded.Workloads.State;

namespace MeshActors.Kubernetes.Embedded.Workloads.Pods;

/// <summary>
/// Which ports of a pod speak plain TCP, by the rule of Istio: a Service's <c>appProtocol</c>, else the prefix of its port's name.
/// </summary>
internal static class TcpPorts
{
    public static FrozenSet<int> Of(ClusterObject pod, IEnumerable<ClusterObject> services)
    {
        var ports = new HashSet<int>();
        foreach (var service in services.Where(s => Selects(s, pod)))
        {
            foreach (var port in service.Spec.List("ports")?.OfType<JsonObject>() ?? [])
            {
                if (IsTcp(port.Text("appProtocol") ?? port.Text("name"))
                    && PodPort.Resolve(pod, port["targetPort"], (int)(port.Whole("port") ?? 0)) is { } number)
                {
                    ports.Add(number);
                }
            }
        }

        return ports.ToFrozenSet();
    }

    public static bool Selects(ClusterObject service, ClusterObject pod) =>
        service.Metadata.Namespace == pod.Metadata.Namespace
        && service.Spec.Map("selector") is { Count: > 0 } selector
        && service.Spec.Text("type") != "ExternalName"
        && selector.All(wanted => pod.Metadata.Labels.GetValueOrDefault(wanted.Key) == wanted.Value.AsText());

    private static bool IsTcp(string? protocol) =>
        protocol is not null
        && (protocol.Equals("tcp", StringComparison.OrdinalIgnoreCase) || protocol.StartsWith("tcp-", StringComparison.OrdinalIgnoreCase));
}
