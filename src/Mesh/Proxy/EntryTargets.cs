using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Workloads;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Proxy;

/// <summary>What a workload serves by ServiceEntries of its namespace: those that list its address, and those that select it.</summary>
internal static class EntryTargets
{
    public static IEnumerable<ServiceTarget> Of(ProxyNode node, MeshView view)
    {
        foreach (var service in view.Namespace(node.Namespace)?.Services ?? [])
        {
            if (service.Registry != ServiceRegistry.External)
            {
                continue;
            }

            var targets = view.Find<ServiceEntry>(node.Namespace, service.Source.Name)?.Spec.WorkloadSelector is null
                ? ByAddress(service, node, view)
                : BySelector(service, node, view);
            foreach (var target in targets)
            {
                yield return target;
            }
        }
    }

    private static IEnumerable<ServiceTarget> ByAddress(Service service, ProxyNode node, MeshView view)
    {
        foreach (var endpoint in view.Facts(service.Key).InlineEndpoints)
        {
            if (endpoint.ServicePortNumber > 0
                && node.IpAddresses.Contains(endpoint.FirstAddress)
                && PortOf(service, endpoint) is { } port)
            {
                yield return new(service, port, endpoint.Port);
            }
        }
    }

    private static MeshPort? PortOf(Service service, Endpoint endpoint) =>
        service.Ports.FirstOrDefault(p => p.Number == endpoint.ServicePortNumber && p.Name == endpoint.ServicePortName);

    private static IEnumerable<ServiceTarget> BySelector(Service service, ProxyNode node, MeshView view)
    {
        // A pod says its node; a workload elsewhere is known by its WorkloadEntry.
        if (view.Mesh.Features.EntriesSelectPods && node.NodeName.Length > 0 && LabelMatch.SubsetOf(service.Selector, node.Labels))
        {
            foreach (var port in service.Ports)
            {
                yield return new(service, port, node.PodPorts.TryGetValue(port.Name, out var own) ? own : TargetOf(port));
            }
        }

        foreach (var workload in Entries(node, view))
        {
            if (LabelMatch.SubsetOf(service.Selector, workload.Labels))
            {
                foreach (var port in service.Ports)
                {
                    yield return new(service, port, workload.Ports.TryGetValue(port.Name, out var own) && own > 0 ? own : TargetOf(port));
                }
            }
        }
    }

    private static IEnumerable<WorkloadInstance> Entries(ProxyNode node, MeshView view)
    {
        var entries = view.In<WorkloadEntry>(node.Namespace).Where(e => node.IpAddresses.Contains(e.Spec.Address)).ToList();
        if (entries.Count == 0)
        {
            return [];
        }

        var cluster = new ClusterSettings(view.Globals, view.Globals.ConfigCluster);
        return entries.Select(e => EntryWorkloads.OfObject(e, cluster)).OfType<WorkloadInstance>();
    }

    private static int TargetOf(MeshPort port) => port.TargetPort > 0 ? port.TargetPort : port.Number;
}
