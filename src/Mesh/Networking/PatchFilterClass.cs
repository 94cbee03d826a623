namespace MeshActors.Mesh.Networking;

public enum PatchFilterClass
{
    Unspecified = 0,
    Authn = 1,
    Authz = 2,
    Stats = 3,
}
