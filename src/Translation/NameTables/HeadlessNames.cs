using Istio.Networking.Nds.V1;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;
using NameInfo = Istio.Networking.Nds.V1.NameTable.Types.NameInfo;

namespace MeshActors.Translation.NameTables;

/// <summary>Names of services without an address: the service's name means its pods, and each pod has a name of its own.</summary>
internal static class HeadlessNames
{
    /// <summary>Adds the pods' names to the table.</summary>
    /// <returns>the addresses that the service's own name stands for</returns>
    public static IReadOnlyList<string> Add(NameTable table, Service service, NameTableView view, IReadOnlyList<Endpoint> endpoints)
    {
        var addresses = new List<string>();
        var near = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var far = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            // One pod stands for all its ports.
            if (!IsUsable(service, endpoint) || !seen.Add(endpoint.FirstAddress))
            {
                continue;
            }

            // A pod of another network has an address that leads nowhere from here.
            var isNear = SameOrUnknown(view.Addresses.ClusterId, endpoint.ClusterId);
            if (!SameOrUnknown(view.Network, endpoint.Network))
            {
                continue;
            }

            if (endpoint.SubDomain.Length > 0)
            {
                var names = isNear ? near : far;
                var name = $"{endpoint.HostName}.{endpoint.SubDomain}";
                if (!names.TryGetValue(name, out var known))
                {
                    names.Add(name, known = []);
                }

                known.AddRange(endpoint.Addresses);
            }

            if (isNear || !view.OwnClusterOnly)
            {
                addresses.AddRange(endpoint.Addresses);
            }
        }

        // A pod of the proxy's own cluster hides its namesakes elsewhere.
        foreach (var (name, ips) in near.Concat(far.Where(f => !near.ContainsKey(f.Key))))
        {
            AddPod(table, service, name, ips);
        }

        return addresses;
    }

    private static void AddPod(NameTable table, Service service, string name, List<string> ips)
    {
        var dot = service.Hostname.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return;
        }

        var info = new NameInfo
        {
            Registry = NameTableBuilder.RegistryName(service),
            Namespace = service.Namespace,
            Shortname = name,
        };
        info.Ips.AddRange(ips);
        table.Table[$"{name}{service.Hostname[dot..]}"] = info;
    }

    private static bool IsUsable(Service service, Endpoint endpoint) =>
        endpoint.Addresses.Count > 0
        && endpoint.Addresses.All(IpText.IsAddress)
        && (service.PublishNotReadyAddresses || endpoint.Health == EndpointHealth.Healthy);

    private static bool SameOrUnknown(string left, string right) => left.Length == 0 || right.Length == 0 || left == right;
}
