using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Translation.Endpoints;

/// <summary>An endpoint (or the gateway that stands for some) with its weight and its encoding.</summary>
/// <param name="Weight">Its share, relative to the other endpoints.</param>
/// <param name="IsMutual">Whether clients use Istio's mutual TLS with it.</param>
/// <param name="Labels">By which failover may rank it.</param>
/// <param name="Encoded">The <c>LbEndpoint</c> but for its weight, which is its last field.</param>
internal sealed record WeightedEndpoint(uint Weight, bool IsMutual, IReadOnlyDictionary<string, string> Labels, byte[] Encoded)
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    /// <summary>The endpoint itself; null for a gateway.</summary>
    public Endpoint? Source { get; init; }

    public static WeightedEndpoint Of(Endpoint endpoint, EndpointForms forms, bool isMutual, bool canTunnel) => new(
        Math.Max(1, endpoint.Weight),
        isMutual && endpoint.TlsMode == "istio",
        endpoint.Labels,
        forms.Encoded(isMutual, canTunnel && forms.NeedsTunnel))
    {
        Source = endpoint,
    };

    public static WeightedEndpoint Of(NetworkGateway gateway, uint weight) => new(
        weight,
        IsMutual: true,
        WorkloadLabels.WithTopology(NoLabels, gateway.Cluster, "", "", gateway.Network),
        LbEndpointEncoding.Of(gateway));
}
