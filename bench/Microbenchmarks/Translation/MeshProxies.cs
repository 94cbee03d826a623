using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshActors.Mesh.Proxy;
using MeshActors.MeshGenerator;

namespace MeshActors.Microbenchmarks.Translation;

/// <summary>Synthetic sidecars as the control plane reads them from their nodes.</summary>
internal static class MeshProxies
{
    public static readonly string RouteName = SyntheticMesh.ServicePort.ToString(CultureInfo.InvariantCulture);

    public static ProxyNode Parse(SyntheticProxy proxy) => ProxyNodes.Parse(
        new()
        {
            Id = proxy.Id,
            Cluster = $"{proxy.Workload}.{proxy.Namespace}",
            Locality = new() { Region = proxy.Region, Zone = proxy.Zone },
            Metadata = JsonParser.Default.Parse<Struct>(proxy.Metadata.ToJsonString()),
        },
        verifiedIdentity: null).Node!;
}
