using MeshActors.Mesh.Hosts;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>What load assignments need to know of an endpoint beside its address.</summary>
internal static class EndpointFacts
{
    /// <summary>Whether the workload takes connections through HBONE and has no sidecar that would take Istio's mutual TLS.</summary>
    public static bool NeedsTunnel(Endpoint endpoint, in EndpointLabels labels) =>
        endpoint.TlsMode != "istio"
        && (labels.GatewayManaged == "istio.io-mesh-controller" || (labels.Tunnel is { } tunnel && tunnel.Split(',').Contains(WellKnownLabels.HttpTunnel)));

    /// <summary>By its own state, or because somebody labelled its workload so.</summary>
    public static bool IsDraining(Endpoint endpoint, in EndpointLabels labels) =>
        endpoint.Health == EndpointHealth.Draining || labels.Draining is { Length: > 0 };

    /// <summary>
    /// Whether it can stand in a load assignment. Names cannot, but a socket (port 0) and an address that a gateway will replace
    /// can.
    /// </summary>
    public static bool IsAddressed(Endpoint endpoint) =>
        endpoint.Port == 0 || endpoint.FirstAddress.Length == 0 || IpText.IsAddress(endpoint.FirstAddress);
}
