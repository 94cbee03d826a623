using MeshActors.Mesh.Proxy;

namespace MeshActors.Translation.NameTables;

/// <summary>What the name table reads of a proxy: proxies with an equal view and scope share it.</summary>
/// <param name="ClusterId">Its cluster, whose addresses services have.</param>
/// <param name="Network">Its network: pods of others cannot be reached by address.</param>
/// <param name="HasIpv4">Whether it can use IPv4 addresses.</param>
/// <param name="HasIpv6">Whether it can use IPv6 addresses.</param>
/// <param name="CapturesDns">Whether it answers its workload's DNS queries, so that allocated addresses mean something.</param>
/// <param name="IsWaypoint">Waypoints always use allocated addresses.</param>
public sealed record NameTableView(string ClusterId, string Network, bool HasIpv4, bool HasIpv6, bool CapturesDns, bool IsWaypoint)
{
    public static NameTableView Of(ProxyNode node) => new(
        node.ClusterId, node.Network, node.HasIpv4, node.HasIpv6, node.MetadataFlag("DNS_CAPTURE"), node.Type == ProxyType.Waypoint);
}
