namespace MeshActors.Mesh.Networking;

public enum RedirectPortSelection
{
    FromProtocolDefault = 0,
    FromRequestPort = 1,
}
