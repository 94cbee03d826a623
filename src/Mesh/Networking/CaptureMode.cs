namespace MeshActors.Mesh.Networking;

/// <summary>How traffic gets to a listener.</summary>
public enum CaptureMode
{
    Default = 0,
    Iptables = 1,
    None = 2,
}
