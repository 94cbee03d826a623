namespace MeshActors.Mesh.Networking;

/// <summary>The sort of configuration that a patch applies to.</summary>
public enum PatchContext
{
    Any = 0,
    SidecarInbound = 1,
    SidecarOutbound = 2,
    Gateway = 3,
    Waypoint = 4,
}
