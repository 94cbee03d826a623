using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>All services of one host name, by namespace, and of a namespace the older ones first. Nearly always it is one.</summary>
internal readonly struct NamedServices(Service[]? all)
{
    public IReadOnlyList<Service> All => all ?? [];

    public static NamedServices Of(IEnumerable<Service> services) =>
        new([.. services.OrderBy(service => service.Namespace, StringComparer.Ordinal).ThenBy(service => service, ServiceOrder.Instance)]);

    /// <summary>The one that holds the name in a namespace; null for none.</summary>
    public Service? In(string ns)
    {
        Service? holder = null;
        foreach (var service in all ?? [])
        {
            if (service.Namespace == ns && (holder is null || Outranks(service, holder)))
            {
                holder = service;
            }
        }

        return holder;
    }

    /// <summary>Those that hold the name in their namespaces, by namespace.</summary>
    public IEnumerable<Service> Holders()
    {
        Service? holder = null;
        foreach (var service in all ?? [])
        {
            if (holder is not null && holder.Namespace != service.Namespace)
            {
                yield return holder;
                holder = null;
            }

            if (holder is null || Outranks(service, holder))
            {
                holder = service;
            }
        }

        if (holder is not null)
        {
            yield return holder;
        }
    }

    /// <summary>
    /// The oldest service keeps a host name, so that a newer one cannot take it over; but a Kubernetes service takes it from
    /// a ServiceEntry.
    /// </summary>
    private static bool Outranks(Service challenger, Service holder) =>
        challenger.Registry == ServiceRegistry.Kubernetes && holder.Registry != ServiceRegistry.Kubernetes;
}
