namespace MeshActors.Mesh.Configuration;

public enum InboundInterceptionMode
{
    Redirect = 0,
    Tproxy = 1,
    None = 2,
}
