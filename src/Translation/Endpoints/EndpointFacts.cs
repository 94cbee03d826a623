using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>What load assignments need to know of an endpoint beside its address.</summary>
internal static class EndpointFacts
{
    /// <summary>Whether the workload takes connections through HBONE and has no sidecar that would take Istio's mutual TLS.</summary>
    public static bool NeedsTunnel(Endpoint endpoint) => endpoint.Traits.TakesTunnels && endpoint.TlsMode != "istio";

    /// <summary>By its own state, or because somebody labelled its workload so.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="label">The label, as <see cref="EndpointQuery.DrainingLabel"/> names it.</param>
    public static bool IsDraining(Endpoint endpoint, string? label) =>
        endpoint.Health == EndpointHealth.Draining || (label is null ? endpoint.Traits.IsLabelledDraining : IsLabelled(endpoint, label));

    private static bool IsLabelled(Endpoint endpoint, string label) =>
        label.Length > 0 && endpoint.Labels.TryGetValue(label, out var value) && value.Length > 0;

    /// <summary>
    /// Whether it can stand in a load assignment. Names cannot, but a socket (port 0) and an address that a gateway will replace
    /// can.
    /// </summary>
    public static bool IsAddressed(Endpoint endpoint) =>
        endpoint.Port == 0 || endpoint.FirstAddress.Length == 0 || endpoint.HasIpAddress;
}
