namespace MeshActors.Mesh.Registry;

/// <summary>Who defines a service.</summary>
public enum ServiceRegistry
{
    Kubernetes,
    External,
}
