namespace MeshActors.Mesh.Extensions;

public enum ExecutionPhase
{
    Unspecified = 0,
    Authn = 1,
    Authz = 2,
    Stats = 3,
}
