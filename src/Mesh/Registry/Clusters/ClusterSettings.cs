using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Registry.Clusters;

/// <summary>What the conversion of one cluster's objects reads of the mesh's settings.</summary>
internal sealed class ClusterSettings
{
    public ClusterSettings(MeshGlobals globals, string clusterId)
    {
        ClusterId = clusterId;
        Features = globals.Mesh.Features;
        IsConfigCluster = clusterId == globals.ConfigCluster;
        DomainSuffix = globals.DomainSuffix;
        TrustDomain = globals.ClusterTrustDomains.GetValueOrDefault(clusterId) ?? globals.Mesh.TrustDomain;
        Networks = new(clusterId, globals.ClusterNetworks.GetValueOrDefault(clusterId) ?? "", globals.Networks);
    }

    public string ClusterId { get; }

    public MeshFeatures Features { get; }

    /// <summary>Whether endpoints may have addresses of both families.</summary>
    public bool DualStack => Features.DualStack;

    public bool IsConfigCluster { get; }

    public string DomainSuffix { get; }

    public string TrustDomain { get; }

    public NetworkResolver Networks { get; }

    public string HostnameOf(string service, string @namespace) => $"{service}.{@namespace}.svc.{DomainSuffix}";
}
