namespace MeshActors.Mesh.Networking;

public enum PatchContext
{
    Any = 0,
    SidecarInbound = 1,
    SidecarOutbound = 2,
    Gateway = 3,
    Waypoint = 4,
}
