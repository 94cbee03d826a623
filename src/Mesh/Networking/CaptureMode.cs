namespace MeshActors.Mesh.Networking;

public enum CaptureMode
{
    Default = 0,
    Iptables = 1,
    None = 2,
}
