namespace MeshActors.Mesh.Registry;

/// <summary>Kubernetes' <c>trafficDistribution</c>. Anything but <see cref="Any"/> gives load assignments priorities by topology.</summary>
public enum TrafficDistribution
{
    Any,

    /// <summary>Same zone, then region, then network (<c>PreferSameZone</c>, <c>PreferClose</c>).</summary>
    PreferSameZone,

    /// <summary>Same node, then subzone, zone, region, network.</summary>
    PreferSameNode,
}
