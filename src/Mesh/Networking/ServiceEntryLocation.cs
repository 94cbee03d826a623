namespace MeshActors.Mesh.Networking;

public enum ServiceEntryLocation
{
    MeshExternal = 0,
    MeshInternal = 1,
}
