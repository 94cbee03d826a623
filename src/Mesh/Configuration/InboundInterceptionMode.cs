namespace MeshActors.Mesh.Configuration;

/// <summary>How inbound traffic gets to the proxy.</summary>
public enum InboundInterceptionMode
{
    Redirect = 0,
    Tproxy = 1,
    None = 2,
}
