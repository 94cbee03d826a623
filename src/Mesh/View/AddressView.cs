using System.Net;
using System.Net.Sockets;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Mesh.View;

/// <summary>
/// What decides by which addresses a proxy knows services: proxies that agree on it see the same addresses.
/// </summary>
/// <param name="ClusterId">The proxy's cluster.</param>
/// <param name="HasIpv4">Whether the proxy has an IPv4 address.</param>
/// <param name="HasIpv6">Whether the proxy has an IPv6 address.</param>
/// <param name="UsesAllocated">
/// Whether it captures DNS, so that addresses allocated for ServiceEntries lead anywhere. Where they are made up it has to ask for them, too.
/// </param>
/// <param name="UsesBothFamilies">Whether it has both and the installation lets it use both.</param>
public readonly record struct AddressView(string ClusterId, bool HasIpv4, bool HasIpv6, bool UsesAllocated, bool UsesBothFamilies = false)
{
    public static AddressView Of(ProxyNode node, MeshFeatures features) => new(
        node.ClusterId,
        node.HasIpv4,
        node.HasIpv6,
        (node.Type == ProxyType.Waypoint || node.MetadataFlag("DNS_CAPTURE"))
            && (features.WritesAddresses || node.MetadataFlag("DNS_AUTO_ALLOCATE")),
        features.DualStack && node is { HasIpv4: true, HasIpv6: true });

    /// <summary>The one address that listeners and routes are made for; <c>0.0.0.0</c> where there is none.</summary>
    public string Primary(Service service)
    {
        if (Reachable(VipsOf(service)) is [var vip, ..])
        {
            return vip;
        }

        if (UsesAllocated && service.DefaultAddress == Service.UnspecifiedAddress)
        {
            if (HasIpv4 && service.AutoAllocatedIpv4 is { Length: > 0 } v4)
            {
                return v4;
            }

            if (HasIpv6 && service.AutoAllocatedIpv6 is { Length: > 0 } v6)
            {
                return v6;
            }
        }

        return service.DefaultAddress;
    }

    /// <summary>Every address of the service, the primary one first.</summary>
    public IReadOnlyList<string> All(Service service)
    {
        var vips = VipsOf(service);
        if (vips.Count == 0 && UsesAllocated)
        {
            vips = [.. new[] { service.AutoAllocatedIpv4, service.AutoAllocatedIpv6 }.OfType<string>().Where(a => a.Length > 0)];
        }

        var reachable = UsesBothFamilies ? vips : Reachable(vips);
        return reachable.Count > 0 ? reachable : Default(service, service.DefaultAddress);
    }

    /// <summary>As <see cref="All"/>, but of allocated addresses only the primary one: how virtual hosts of a port list them.</summary>
    public IReadOnlyList<string> AllForVirtualHost(Service service)
    {
        var vips = VipsOf(service);
        var reachable = UsesBothFamilies ? vips : Reachable(vips);
        return reachable.Count > 0 ? reachable : Default(service, Primary(service));
    }

    /// <summary>Addresses beside the primary one.</summary>
    public IReadOnlyList<string> Extra(Service service) => All(service) is { Count: > 1 } all ? [.. all.Skip(1)] : [];

    private IReadOnlyList<string> VipsOf(Service service) =>
        service.ClusterVips.Count > 0 && service.ClusterVips.TryGetValue(ClusterId, out var vips) ? vips : [];

    /// <summary>
    /// The address of another cluster's Kubernetes service is of no use in a family that the proxy lacks; that of a
    /// ServiceEntry is matched whatever its family.
    /// </summary>
    private IReadOnlyList<string> Default(Service service, string address) =>
        address.Length == 0 || (service.ClusterVips.Count > 0 && Reachable([address]).Count == 0) ? [] : [address];

    /// <summary>Without Istio's dual-stack feature a proxy with both families uses the one that a service names first.</summary>
    private IReadOnlyList<string> Reachable(IReadOnlyList<string> addresses)
    {
        if (addresses.Count == 0)
        {
            return [];
        }

        if (addresses.Count == 1)
        {
            return FamilyOf(addresses[0]) switch
            {
                AddressFamily.InterNetwork when HasIpv4 => addresses,
                AddressFamily.InterNetworkV6 when HasIpv6 => addresses,
                _ => [],
            };
        }

        List<string> v4 = [];
        List<string> v6 = [];
        foreach (var address in addresses)
        {
            switch (FamilyOf(address))
            {
                case AddressFamily.InterNetwork when HasIpv4:
                    v4.Add(address);
                    break;
                case AddressFamily.InterNetworkV6 when HasIpv6:
                    v6.Add(address);
                    break;
            }
        }

        return v4.Count == 0 || (v6.Count > 0 && FamilyOf(addresses[0]) == AddressFamily.InterNetworkV6) ? v6 : v4;
    }

    private static AddressFamily? FamilyOf(string addressOrRange)
    {
        if (IpText.IsIpv4(addressOrRange))
        {
            return AddressFamily.InterNetwork;
        }

        var slash = addressOrRange.IndexOf('/');
        return IPAddress.TryParse(slash < 0 ? addressOrRange : addressOrRange[..slash], out var parsed) ? parsed.AddressFamily : null;
    }
}
