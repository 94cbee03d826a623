using MeshActors.Mesh.Registry;
using MeshActors.Mesh.Registry.Networks;
using MeshActors.Mesh.Registry.Workloads;

namespace MeshActors.Translation.Endpoints;

/// <summary>An endpoint (or the gateway that stands for some) with its weight.</summary>
/// <param name="Weight">Its share, relative to the other endpoints.</param>
/// <param name="IsMutual">Whether clients use Istio's mutual TLS with it.</param>
/// <param name="Form">How it is written; a gateway takes mutual TLS for whatever workload stands behind it.</param>
/// <param name="Source">The endpoint itself; null for a gateway.</param>
/// <param name="Gateway">The gateway, where it is one.</param>
internal readonly record struct WeightedEndpoint(
    uint Weight, bool IsMutual, EndpointForm Form, Endpoint? Source, NetworkGateway? Gateway)
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    public static WeightedEndpoint Of(Endpoint endpoint, bool isMutual, bool canTunnel) => new(
        Math.Max(1, endpoint.Weight),
        isMutual && endpoint.TlsMode == "istio",
        canTunnel && EndpointFacts.NeedsTunnel(endpoint) ? EndpointForm.Tunnelled : isMutual ? EndpointForm.Mutual : EndpointForm.Plain,
        endpoint,
        null);

    public static WeightedEndpoint Of(NetworkGateway gateway, uint weight) => new(weight, IsMutual: true, EndpointForm.Mutual, null, gateway);

    /// <summary>The labels by which failover may rank it.</summary>
    public IReadOnlyDictionary<string, string> Labels() =>
        Source?.Labels ?? WorkloadLabels.WithTopology(NoLabels, Gateway!.Cluster, "", "", Gateway.Network);
}

/// <summary>How clients reach an endpoint.</summary>
internal enum EndpointForm
{
    Plain,

    /// <summary>By the workload's own mutual TLS, of whatever mode that is.</summary>
    Mutual,

    /// <summary>Through HBONE.</summary>
    Tunnelled,
}
