using Istio.Networking.Nds.V1;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;
using NameInfo = Istio.Networking.Nds.V1.NameTable.Types.NameInfo;

namespace MeshActors.Translation.NameTables;

/// <summary>Fills a name table, by Istio's rules of who owns a name.</summary>
internal static class NameTableBuilder
{
    private const string Kubernetes = "Kubernetes";
    private const string External = "External";

    public static NameTable Build(SidecarScope scope, NameTableView view, Func<ServiceKey, ServiceFacts> facts)
    {
        var table = new NameTable();
        // Routers resolve no names of the mesh: Istio gives the listener of their scope routes but no services.
        foreach (var listener in scope.EgressListeners.Where(listener => listener.Listener is not null))
        {
            foreach (var service in listener.Services)
            {
                var addresses = view.Addresses.All(service);
                if (addresses.Contains(Service.UnspecifiedAddress))
                {
                    addresses = service.Resolution == Resolution.Passthrough && service.Ports.Count > 0
                        ? HeadlessNames.Add(table, service, view, facts(service.Key).InlineEndpoints)
                        : [];
                }
                else
                {
                    // Ranges of addresses match traffic but answer no query.
                    addresses = [.. addresses.Where(IpText.IsAddress)];
                }

                if (addresses.Count > 0)
                {
                    Add(table, service, addresses);
                }
            }
        }

        return table;
    }

    internal static string RegistryName(Service service) => service.Registry == ServiceRegistry.Kubernetes ? Kubernetes : External;

    private static void Add(NameTable table, Service service, IReadOnlyList<string> addresses)
    {
        var isKubernetes = service.Registry == ServiceRegistry.Kubernetes;
        if (!table.Table.TryGetValue(service.Hostname, out var known))
        {
            known = new NameInfo { Registry = RegistryName(service) };
            table.Table[service.Hostname] = known;
        }
        else if (known.Registry == Kubernetes)
        {
            // Whoever came first keeps a Kubernetes name.
            return;
        }
        else if (isKubernetes)
        {
            // A Kubernetes service takes over from the ServiceEntry that decorates it.
            known.Ips.Clear();
            known.Registry = Kubernetes;
        }

        known.Ips.AddRange(addresses);
        if (isKubernetes)
        {
            // From these the agent makes the short forms of the name.
            known.Namespace = service.Namespace;
            known.Shortname = service.Name;
        }
    }
}
