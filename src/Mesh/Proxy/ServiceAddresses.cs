using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.Proxy;

/// <summary>The virtual addresses of services as a proxy sees them: those of its cluster, of the families it has.</summary>
public static class ServiceAddresses
{
    /// <summary>
    /// The one address under which a proxy knows a service: an address, a range, or <c>0.0.0.0</c> where it has none.
    /// </summary>
    public static string Primary(Service service, ProxyNode node)
    {
        if (InCluster(service, node) is [var own, ..])
        {
            return own;
        }

        if (service.DefaultAddress == Service.UnspecifiedAddress && UsesAllocated(node))
        {
            if (node.HasIpv4 && service.AutoAllocatedIpv4 is { } v4)
            {
                return v4;
            }

            if (node.HasIpv6 && service.AutoAllocatedIpv6 is { } v6)
            {
                return v6;
            }
        }

        return service.DefaultAddress;
    }

    /// <summary>
    /// Every address, the primary one first. Empty for a Kubernetes service that has addresses in other clusters only, and those
    /// of a family that the proxy lacks.
    /// </summary>
    public static IReadOnlyList<string> All(Service service, ProxyNode node)
    {
        if (InCluster(service, node) is { Count: > 0 } own)
        {
            return own;
        }

        var isKnownHere = node.ClusterId.Length > 0 && service.ClusterVips.ContainsKey(node.ClusterId);
        if (!isKnownHere && UsesAllocated(node))
        {
            var allocated = OfFamilies([.. new[] { service.AutoAllocatedIpv4, service.AutoAllocatedIpv6 }.OfType<string>()], node);
            if (allocated.Count > 0)
            {
                return allocated;
            }
        }

        // Addresses of a ServiceEntry are matched as given, whatever the proxy's families.
        return service.ClusterVips.Count > 0 ? OfFamilies([service.DefaultAddress], node) : [service.DefaultAddress];
    }

    private static IReadOnlyList<string> InCluster(Service service, ProxyNode node) =>
        node.ClusterId.Length > 0 && service.ClusterVips.TryGetValue(node.ClusterId, out var addresses) ? OfFamilies(addresses, node) : [];

    /// <summary>The addresses that the proxy can use, those of the first one's family first.</summary>
    private static IReadOnlyList<string> OfFamilies(IReadOnlyList<string> addresses, ProxyNode node)
    {
        if (addresses.Count == 1)
        {
            return IsUsable(addresses[0], node) ? addresses : [];
        }

        var isV6First = addresses.Count > 0 && IpText.IsIpv6(addresses[0]);
        return [.. addresses.Where(a => IsUsable(a, node)).OrderBy(a => IpText.IsIpv6(a) == isV6First ? 0 : 1)];
    }

    private static bool IsUsable(string address, ProxyNode node) =>
        (node.HasIpv4 && IpText.IsIpv4(address)) || (node.HasIpv6 && IpText.IsIpv6(address));

    /// <summary>Allocated addresses mean something only to proxies that answer DNS themselves, and to waypoints.</summary>
    private static bool UsesAllocated(ProxyNode node) => node.MetadataFlag("DNS_CAPTURE") || node.Type == ProxyType.Waypoint;
}
