using System.Net.Sockets;
using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;

namespace MeshActors.Translation.Endpoints;

/// <summary>
/// How a proxy reaches workloads of other networks: through gateways, where it may use any. Exists only in meshes that have
/// network gateways.
/// </summary>
public sealed record NetworkPaths
{
    private IReadOnlyDictionary<string, NetworkGateway[]>? _byNetwork;

    /// <summary>The proxy's own network; empty where it names none.</summary>
    public required string ProxyNetwork { get; init; }

    public required bool IsSidecar { get; init; }

    public required bool HasIpv4 { get; init; }

    public required bool HasIpv6 { get; init; }

    /// <summary>All gateways of the mesh, sorted by address and port.</summary>
    public required ValueList<NetworkGateway> Gateways { get; init; }

    /// <summary>
    /// What weights are multiplied by so that they can be split among gateways without a remainder: the least common multiple
    /// of the numbers of gateways a network has, in all and in each cluster.
    /// </summary>
    public required uint Scale { get; init; }

    /// <summary>
    /// The gateways to an endpoint, those of its own cluster where there are any. Null: the endpoint is reached directly; empty:
    /// it is not reached at all, since no gateway has an address of the proxy's family.
    /// </summary>
    public IReadOnlyList<NetworkGateway>? To(Endpoint endpoint)
    {
        var gateways = Usable(endpoint.Network, endpoint.ClusterId);

        // A proxy that does not say its network still goes through the gateway of an endpoint that has one.
        var mustUseGateway = ProxyNetwork.Length == 0 && endpoint.Network.Length > 0 && gateways.Count > 0;
        var isNear = ProxyNetwork.Length == 0 || endpoint.Network.Length == 0 || ProxyNetwork == endpoint.Network;
        return !mustUseGateway && (isNear || gateways.Count == 0) ? null : [.. gateways.Where(IsReachable)];
    }

    /// <summary>By what counts; what was worked out of it is not compared.</summary>
    public bool Equals(NetworkPaths? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && ProxyNetwork == other.ProxyNetwork
            && IsSidecar == other.IsSidecar
            && HasIpv4 == other.HasIpv4
            && HasIpv6 == other.HasIpv6
            && Scale == other.Scale
            && Gateways.Equals(other.Gateways));

    public override int GetHashCode() => HashCode.Combine(ProxyNetwork, IsSidecar, HasIpv4, HasIpv6, Gateways);

    private List<NetworkGateway> Usable(string network, string cluster)
    {
        _byNetwork ??= Gateways.GroupBy(g => g.Network, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        var all = _byNetwork.GetValueOrDefault(network) ?? [];
        var own = all.Where(g => g.Cluster == cluster).ToList();

        // Sidecars speak no HBONE: a gateway without a port for mutual TLS is none for them.
        return (own.Count > 0 ? own : [.. all]).FindAll(g => !IsSidecar || g.Port != 0);
    }

    private bool IsReachable(NetworkGateway gateway) =>
        HasIpv4 == HasIpv6
        || (IpText.TryParse(gateway.Address, out var address)
            && (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6 ? HasIpv4 : HasIpv6));
}
