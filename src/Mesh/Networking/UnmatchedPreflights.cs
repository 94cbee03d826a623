namespace MeshActors.Mesh.Networking;

public enum UnmatchedPreflights
{
    Unspecified = 0,
    Forward = 1,
    Ignore = 2,
}
