using System.Runtime.CompilerServices;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Clusters;
using MeshActors.Mesh.Registry.Workloads;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Proxy;

/// <summary>What a workload outside Kubernetes serves: it is known by the address of its WorkloadEntry.</summary>
internal static class WorkloadEntryTargets
{
    // The view keeps the list while no entry changes.
    private static readonly ConditionalWeakTable<IReadOnlyList<Config<WorkloadEntry>>, ILookup<string, Config<WorkloadEntry>>>
        ByAddress = [];

    /// <summary>
    /// The WorkloadEntry of a proxy. Of several with its address: the one with its name, else one in its namespace, else the
    /// first by namespace and name.
    /// </summary>
    public static WorkloadInstance? Find(ProxyNode node, MeshView view)
    {
        if (!view.Mesh.Features.ServicesSelectEntries)
        {
            return null;
        }

        // A cluster's services look for their workloads in that cluster alone; the view has the config cluster's entries.
        if (node.ClusterId.Length > 0 && node.ClusterId != view.Globals.ConfigCluster)
        {
            return null;
        }

        var byAddress = ByAddress.GetValue(
            view.All<WorkloadEntry>(), static all => all.ToLookup(e => e.Spec.Address, StringComparer.Ordinal));
        var candidates = byAddress[node.IpAddresses[0]]
            .OrderBy(e => $"{e.Meta.Namespace}/{e.Meta.Name}", StringComparer.Ordinal)
            .ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var cluster = new ClusterSettings(view.Globals, view.Globals.ConfigCluster);
        var instances = candidates
            .Select(e => (Entry: e, Instance: EntryWorkloads.OfObject(e, cluster)))
            .Where(e => e.Instance is { IsForDnsOnly: false })
            .ToList();
        var named = instances.Find(e =>
            node.Id == $"{e.Entry.Meta.Name}.{e.Entry.Meta.Namespace}" && e.Entry.Meta.Namespace == node.Namespace);
        var near = named.Instance is null ? instances.Find(e => e.Entry.Meta.Namespace == node.Namespace) : named;
        return (near.Instance is null ? instances.FirstOrDefault() : near).Instance;
    }

    /// <summary>The services of its namespace that select it. Headless ones do not, as they have no endpoints but pods.</summary>
    public static IEnumerable<ServiceTarget> Of(WorkloadInstance entry, ProxyNode node, MeshView view)
    {
        foreach (var service in ServiceTargets.Services(node, view, entry.Template.Namespace))
        {
            if (service.Resolution != Resolution.ClientSideLb || !LabelMatch.Selects(service.Selector, entry.Labels))
            {
                continue;
            }

            foreach (var port in service.Ports)
            {
                if (port.Protocol != Protocol.Udp && entry.PortFor(service, port) is { } target)
                {
                    yield return new(service, port, target);
                }
            }
        }
    }
}
