namespace MeshActors.Mesh.Networking;

/// <summary>What happens to preflight requests from other origins.</summary>
public enum UnmatchedPreflights
{
    Unspecified = 0,
    Forward = 1,
    Ignore = 2,
}
