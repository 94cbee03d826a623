namespace MeshActors.Mesh.Networking;

/// <summary>How a redirection derives its port.</summary>
public enum RedirectPortSelection
{
    FromProtocolDefault = 0,
    FromRequestPort = 1,
}
