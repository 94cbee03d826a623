using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// Follows changes of single services into what a scope imports, and comes to what working it out anew would come to. That is possible where
/// nobody contests the names of those services and no VirtualService brings them in.
/// </summary>
/// <param name="services">All services now.</param>
/// <param name="egress">Finds what a listener imports.</param>
internal sealed class ScopeRevision(ServiceIndex services, EgressImport egress)
{
    /// <param name="before">What was imported.</param>
    /// <param name="listener">The listener; null for routers, which import all that is visible.</param>
    /// <param name="hosts">Its hosts.</param>
    /// <param name="ns">The namespace that imports.</param>
    /// <param name="change">What services differ in.</param>
    /// <param name="destinations">Names that were looked up in the whole mesh.</param>
    /// <param name="known">The list that comes of it, where that is known.</param>
    /// <returns>What is imported now; null where it has to be worked out anew.</returns>
    public ImportedListing? Of(
        ImportedListing before,
        IstioEgressListener? listener,
        EgressHosts hosts,
        string ns,
        ServiceChange change,
        IReadOnlySet<string> destinations,
        SegmentedList<Service>? known = null)
    {
        if (!IsSimple(change) || change.Gone.Concat(change.Come).Any(service => destinations.Contains(service.Hostname)))
        {
            return null;
        }

        Service[] gone = [.. change.Gone.Where(service => before.Imported.Find(service.Hostname)?.Namespace == service.Namespace)];
        Service[] come = [.. change.Come.Select(Imported).OfType<Service>()];
        if (gone.Length == 0 && come.Length == 0)
        {
            return before;
        }

        var order = new ListingOrder(services, hosts.OnlyExactNames);
        if ((known ?? before.Listed.All.Exchange(gone, come, order, ListedServices.IsNamedLike)) is not { } all)
        {
            return null;
        }

        var listed = new ListedServices(all, before.Listed);
        return new(listed, before.Imported.With(listed, gone, come, order));

        Service? Imported(Service service) =>
            !services.IsVisible(service, ns) ? null : listener is null ? service : egress.Imported(service, listener, hosts);
    }

    /// <summary>Whether every name is one service's, and was before.</summary>
    private bool IsSimple(ServiceChange change)
    {
        foreach (var service in change.Come)
        {
            if (services.SharedNames.Contains(service.Hostname) || change.Come.Count(other => other.Hostname == service.Hostname) > 1)
            {
                return false;
            }
        }

        foreach (var service in change.Gone)
        {
            if (change.Gone.Count(other => other.Hostname == service.Hostname) > 1
                || services.ByHostname.GetValueOrDefault(service.Hostname).All.Any(left => !change.Come.Contains(left)))
            {
                return false;
            }
        }

        return true;
    }
}
