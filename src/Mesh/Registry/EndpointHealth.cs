namespace MeshActors.Mesh.Registry;

/// <summary>Whether an endpoint may get traffic. The numbers are those of Envoy's <c>HealthStatus</c> up to draining.</summary>
public enum EndpointHealth
{
    /// <summary>Nobody watches it (a WorkloadEntry, an inline endpoint): it gets traffic.</summary>
    Unknown,
    Healthy,
    Unhealthy,

    /// <summary>Shutting down, still serving: kept for persistent sessions only.</summary>
    Draining,

    /// <summary>Shutting down and no longer serving: never sent.</summary>
    Terminating,
}
