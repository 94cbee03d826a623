using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Proxy;

/// <summary>
/// Tells of the step from one state of a namespace to the next whether it may change which services stand before a workload: most services
/// neither select it nor have its address. To be wrong on the side of looking again is a matter of speed only.
/// </summary>
/// <param name="before">The state before.</param>
/// <param name="now">The state now.</param>
internal sealed class WorkloadStep(WorkloadInputs before, WorkloadInputs now)
{
    public bool MayConcern(ProxyNode node)
    {
        // WorkloadEntries make workloads of their own of what is behind an address.
        if (!before.HasSameGlobals(now) || before.Workloads.Count > 0 || now.Workloads.Count > 0 || now.Facts.Since(before.Facts) is not { } changed)
        {
            return true;
        }

        var entries = ListStep.Between(before.Entries, now.Entries);
        for (var i = entries.Start; i < entries.Start + Math.Max(entries.Gone, entries.Come); i++)
        {
            if ((i < entries.Start + entries.Gone && before.Entries[i].Spec.WorkloadSelector is not null)
                || (i < entries.Start + entries.Come && now.Entries[i].Spec.WorkloadSelector is not null))
            {
                return true;
            }
        }

        var services = ListStep.Between(before.Services, now.Services);
        for (var i = services.Start; i < services.Start + services.Gone; i++)
        {
            if (IsNear(before.Services[i], node))
            {
                return true;
            }
        }

        for (var i = services.Start; i < services.Start + services.Come; i++)
        {
            if (IsNear(now.Services[i], node))
            {
                return true;
            }
        }

        foreach (var key in changed)
        {
            if (HasAddress(before, key, node) || HasAddress(now, key, node))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNear(Service service, ProxyNode node) =>
        service.ByCluster.Count > 0
        || (service.Selector.Count > 0 && (LabelMatch.SubsetOf(service.Selector, node.Labels) || LabelMatch.SubsetOf(service.Selector, node.ReportedLabels)))
        || HasAddress(before, service.Key, node)
        || HasAddress(now, service.Key, node);

    private static bool HasAddress(WorkloadInputs inputs, ServiceKey service, ProxyNode node)
    {
        foreach (var endpoint in inputs.FactsOf(service)?.InlineEndpoints ?? [])
        {
            foreach (var address in endpoint.Addresses)
            {
                if (node.IpAddresses.Contains(address))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
