namespace MeshActors.Mesh.Extensions;

/// <summary>Where an extension stands in the filter chain.</summary>
public enum ExecutionPhase
{
    Unspecified = 0,
    Authn = 1,
    Authz = 2,
    Stats = 3,
}
