namespace MeshActors.Mesh.Networking;

/// <summary>Whether a service counts as part of the mesh.</summary>
public enum ServiceEntryLocation
{
    MeshExternal = 0,
    MeshInternal = 1,
}
