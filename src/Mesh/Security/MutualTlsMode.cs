namespace MeshActors.Mesh.Security;

/// <summary>How far mutual TLS is demanded; unset leaves it to the wider policy.</summary>
public enum MutualTlsMode
{
    Unset = 0,
    Disable = 1,
    Permissive = 2,
    Strict = 3,
}
