namespace MeshActors.Mesh.Networking;

/// <summary>Where Istio's own filters are, in relation to an added one.</summary>
public enum PatchFilterClass
{
    Unspecified = 0,
    Authn = 1,
    Authz = 2,
    Stats = 3,
}
