namespace MeshActors.Mesh.Configuration;

/// <summary>How far a service is seen.</summary>
public enum ServiceScope
{
    Local = 0,
    Global = 1,
}
