namespace MeshActors.Mesh.Configuration;

/// <summary>How proxies and control plane authenticate.</summary>
public enum AuthenticationPolicy
{
    None = 0,
    MutualTls = 1,
    Inherit = 1000,
}
