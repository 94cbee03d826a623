using System.Runtime.CompilerServices;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Translation.Endpoints;

/// <summary>All network gateways of a mesh: of services that are labelled as such or that MeshNetworks names, and bare addresses.</summary>
internal sealed class NetworkGatewayIndex
{
    // By what identifies them, as most views have those of the view before.
    private static readonly ConditionalWeakTable<object, NetworkGatewayIndex> ByNetworks = [];

    private NetworkGatewayIndex(MeshView view)
    {
        var addresses =
            from network in view.Globals.Networks.Networks
            from gateway in network.Value.Gateways
            where gateway.Address is { Length: > 0 }
            select new NetworkGateway(network.Key, "", gateway.Address!, gateway.Port);
        var services = view.Namespaces.SelectMany(ns => view.Namespace(ns)?.NetworkGateways ?? []);
        Named = Sorted(addresses.Concat(services));

        // Load assignments need addresses; the names of load balancers are left to clusters that resolve them.
        Resolved = Sorted(Named.SelectMany(gateway => IpText.IsAddress(gateway.Address)
            ? [gateway]
            : (view.Globals.GatewayAddresses.GetValueOrDefault(gateway.Address) ?? []).Select(address => gateway with { Address = address })));
    }

    private ValueList<NetworkGateway> Named { get; }

    public ValueList<NetworkGateway> Resolved { get; }

    public static NetworkGatewayIndex Of(MeshView view)
    {
        if (!ByNetworks.TryGetValue(view.NetworksStamp, out var index))
        {
            index = new(view);
            ByNetworks.AddOrUpdate(view.NetworksStamp, index);
        }

        return index;
    }

    /// <param name="node">The proxy.</param>
    /// <param name="forDns">Whether the cluster resolves names, so that gateways may be known by name.</param>
    /// <returns>null where the mesh has no gateways</returns>
    public NetworkPaths? PathsOf(ProxyNode node, bool forDns)
    {
        var gateways = forDns ? Named : Resolved;
        return gateways.Count == 0 ? null : new()
        {
            ProxyNetwork = node.Network,
            IsSidecar = node.Type == ProxyType.Sidecar,
            HasIpv4 = node.HasIpv4,
            HasIpv6 = node.HasIpv6,
            Gateways = gateways,
            Scale = ScaleOf(gateways),
        };
    }

    private static ValueList<NetworkGateway> Sorted(IEnumerable<NetworkGateway> gateways) =>
    [
        .. gateways.Distinct()
            .OrderBy(g => g.Address, StringComparer.Ordinal).ThenBy(g => g.Port)
            .ThenBy(g => g.Network, StringComparer.Ordinal).ThenBy(g => g.Cluster, StringComparer.Ordinal),
    ];

    private static uint ScaleOf(ValueList<NetworkGateway> gateways) =>
        gateways.GroupBy(g => g.Network).Select(g => g.Count())
            .Concat(gateways.GroupBy(g => (g.Network, g.Cluster)).Select(g => g.Count()))
            .Aggregate(1u, (scale, count) => scale / GreatestCommonDivisor(scale, (uint)count) * (uint)count);

    private static uint GreatestCommonDivisor(uint a, uint b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
