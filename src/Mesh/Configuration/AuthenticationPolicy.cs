namespace MeshActors.Mesh.Configuration;

public enum AuthenticationPolicy
{
    None = 0,
    MutualTls = 1,
    Inherit = 1000,
}
