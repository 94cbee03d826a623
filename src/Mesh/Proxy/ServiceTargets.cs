using System.Runtime.CompilerServices;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Proxy;

/// <summary>
/// Finds the service ports that a proxy's own workload serves. Istio asks its pods for this; the mesh view has none, but a proxy
/// says its labels and ports itself.
/// </summary>
public static class ServiceTargets
{
    /// <summary>
    /// The oldest service's ports first, then by host name; ports in the order of their service. Empty for a workload that no
    /// service selects.
    /// </summary>
    public static IReadOnlyList<ServiceTarget> Of(ProxyNode node, MeshView view)
    {
        var inputs = WorkloadInputs.Of(view, node.Namespace);

        // A WorkloadEntry of another namespace leads to that namespace's services.
        var elsewhere = node.IpAddresses.Count > 0 && WorkloadEntryTargets.Find(node, view) is { } entry
            ? view.Namespace(entry.Template.Namespace)?.Services
            : null;
        var known = Known.TryGetValue(node, out var before) ? before : null;
        if (known is not null && ReferenceEquals(known.Elsewhere, elsewhere) && known.Inputs.Equals(inputs))
        {
            return known.Targets;
        }

        if (known is not null && ReferenceEquals(known.Elsewhere, elsewhere) && !new WorkloadStep(known.Inputs, inputs).MayConcern(node))
        {
            Known.AddOrUpdate(node, known with { Inputs = inputs });
            return known.Targets;
        }

        var targets = Find(node, view);
        var kept = known is not null && known.Targets.SequenceEqual(targets) ? known.Targets : targets;
        Known.AddOrUpdate(node, new(inputs, elsewhere, kept));
        return kept;
    }

    // The latest answer for each proxy: every type of resource asks, at every view.
    private static readonly ConditionalWeakTable<ProxyNode, Answer> Known = [];

    private static List<ServiceTarget> Find(ProxyNode node, MeshView view) =>
    [
        .. KubernetesTargets(node, view)
            .Concat(EntryTargets.Of(node, view))
            .OrderBy(t => t.Service.CreationTime ?? DateTimeOffset.MinValue)
            .ThenBy(t => t.Service.Hostname, StringComparer.Ordinal),
    ];

    private static IEnumerable<ServiceTarget> KubernetesTargets(ProxyNode node, MeshView view)
    {
        if (node.IpAddresses.Count == 0)
        {
            return [];
        }

        if (WorkloadEntryTargets.Find(node, view) is { } entry)
        {
            return WorkloadEntryTargets.Of(entry, node, view);
        }

        var services = Services(node, view, node.Namespace);
        var selected = services.Where(s => LabelMatch.Selects(s.Selector, node.ReportedLabels)).ToList();
        return selected.Count > 0
            ? selected.SelectMany(s => OfSelected(s, node))
            : services.SelectMany(s => ByAddress(s, node, view));
    }

    /// <summary>A namespace's Kubernetes services as the proxy's cluster defines them.</summary>
    internal static List<Service> Services(ProxyNode node, MeshView view, string @namespace)
    {
        var services = new List<Service>();
        foreach (var service in view.Namespace(@namespace)?.Services ?? [])
        {
            if (service.Registry == ServiceRegistry.Kubernetes
                && (node.ClusterId.Length == 0 ? service : service.In(node.ClusterId)) is { } own)
            {
                services.Add(own);
            }
        }

        return services;
    }

    /// <summary>Of service ports with one target port and protocol only the first counts: there is one listener for them.</summary>
    private static IEnumerable<ServiceTarget> OfSelected(Service service, ProxyNode node)
    {
        var seen = new HashSet<(int, Protocol)>();
        foreach (var port in service.Ports)
        {
            if (TargetPort(port, node) is { } target && seen.Add((target, port.Protocol)))
            {
                yield return new(service, port, target);
            }
        }
    }

    /// <summary>A name means a container port for the same transport protocol.</summary>
    private static int? TargetPort(MeshPort port, ProxyNode node) =>
        port.TargetPortName is { } name
            ? (port.Protocol == Protocol.Udp ? node.PodUdpPorts : node.PodPorts).TryGetValue(name, out var named) ? named : null
            : port.TargetPort > 0 ? port.TargetPort : port.Number;

    /// <summary>Services without selector: somebody lists the workload's address among their endpoints.</summary>
    private static IEnumerable<ServiceTarget> ByAddress(Service service, ProxyNode node, MeshView view)
    {
        if (service.Selector.Count > 0)
        {
            yield break;
        }

        foreach (var endpoint in view.Facts(service.Key).InlineEndpoints)
        {
            if (endpoint.ServicePortNumber == 0
                && endpoint.FirstAddress == node.IpAddresses[0]
                && (node.ClusterId.Length == 0 || endpoint.ClusterId == node.ClusterId)
                && service.PortNamed(endpoint.ServicePortName) is { } port)
            {
                yield return new(service, port, endpoint.Port);
            }
        }
    }

    private sealed record Answer(WorkloadInputs Inputs, object? Elsewhere, IReadOnlyList<ServiceTarget> Targets);
}
