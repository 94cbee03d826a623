using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>Finds the services that a Sidecar's egress listener imports.</summary>
internal sealed class EgressImport(ServiceIndex services, ServiceVariants variants, MeshFeatures features)
{
    /// <summary>What a listener imports: of each host name the definitions of one namespace.</summary>
    public List<Service> Select(IstioEgressListener listener, EgressHosts hosts, string ns)
    {
        List<Service> imported = [];
        foreach (var service in Candidates(hosts, ns))
        {
            if (Imported(service, listener, hosts) is { } found)
            {
                imported.Add(found);
            }
        }

        return OneNamespaceAHost(imported, ns);
    }

    /// <summary>A visible service as a listener imports it; null where it does not.</summary>
    public Service? Imported(Service service, IstioEgressListener listener, EgressHosts hosts)
    {
        foreach (var selection in hosts.For(service))
        {
            if (selection.Imports(service.Hostname) && WithListenerPort(service, listener) is { } trimmed)
            {
                return trimmed.Aliases.Count == 0
                    ? trimmed
                    : variants.WithAliases(trimmed, [.. trimmed.Aliases.Where(alias => selection.Imports(alias.Hostname))]);
            }
        }

        return null;
    }

    /// <summary>Services that may be imported, in the order that decides between services of the same name.</summary>
    private IEnumerable<Service> Candidates(EgressHosts hosts, string ns)
    {
        // Looked up one by one, so that of a host's definitions in one namespace only the one that holds the name is imported.
        if (hosts.OnlyExactNames)
        {
            return hosts.ByNamespace
                .SelectMany(part => part.Value.Exact.Select(host => services.Find(new(part.Key, host))))
                .OfType<Service>()
                .Where(service => services.IsVisible(service, ns))
                .Order(ServiceOrder.Instance);
        }

        if (hosts.ReadsAllNamespaces)
        {
            return services.VisibleTo(ns);
        }

        // As in the list of all visible services: what is exported to this namespace by name goes before what is public.
        return hosts.ByNamespace.Keys
            .SelectMany(owner => services.In(owner))
            .Where(service => services.IsVisible(service, ns))
            .OrderBy(services.IsPublic)
            .ThenBy(service => service, ServiceOrder.Instance);
    }

    private Service? WithListenerPort(Service service, IstioEgressListener listener)
    {
        if (!EgressListener.MatchesPortOf(listener))
        {
            return service;
        }

        var port = service.Ports.FirstOrDefault(p => p.Number == listener.Port!.Number);
        return port is null ? null : variants.WithPorts(service, [port]);
    }

    /// <summary>
    /// Of a host name that several namespaces define, keeps the definition of the importing namespace; else a Kubernetes
    /// service rather than a ServiceEntry, unless the installation is to be as it was before; else the first one.
    /// </summary>
    private List<Service> OneNamespaceAHost(List<Service> imported, string ns)
    {
        var chosen = new Dictionary<string, Service>(imported.Count, StringComparer.Ordinal);
        var contested = false;
        foreach (var service in imported)
        {
            if (chosen.TryAdd(service.Hostname, service))
            {
                continue;
            }

            contested = true;
            var holder = chosen[service.Hostname];
            var promoted = features.UnifiedSidecarScope
                && holder.Registry != ServiceRegistry.Kubernetes
                && service.Registry == ServiceRegistry.Kubernetes
                && holder.Namespace != ns;
            if (service.Namespace == ns || promoted)
            {
                chosen[service.Hostname] = service;
            }
        }

        return contested ? imported.FindAll(service => chosen[service.Hostname].Namespace == service.Namespace) : imported;
    }

    /// <summary>Adds what the listener's VirtualServices send traffic to, where the listener does not import the name already.</summary>
    public void AddDestinations(EgressListener listener, string ns, ServiceImport import, HashSet<string> looked)
    {
        foreach (var config in listener.VirtualServices)
        {
            foreach (var (host, ports) in RouteDestinations.Of(config.Spec, ns))
            {
                looked.Add(host);

                // Most are imported already, with all their ports.
                if (services.MeantBy(host, ns, features.PickBestServiceNamespace) is { } service
                    && !import.Has(service)
                    && (listener.MatchesPort ? WithListenerPort(service, listener.Listener!) : WithPorts(service, ports)) is { } trimmed)
                {
                    import.Add(trimmed);
                }
            }
        }
    }

    private Service? WithPorts(Service service, IReadOnlySet<int> ports)
    {
        if (ports.Contains(RouteDestinations.AnyPort))
        {
            return service;
        }

        var named = service.Ports.Where(port => ports.Contains(port.Number)).ToList();
        return named.Count == 0 ? null : variants.WithPorts(service, named);
    }
}
