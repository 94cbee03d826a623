namespace MeshActors.Mesh.Configuration;

/// <summary>What a configuration source offers.</summary>
public enum SubscribedResource
{
    ServiceRegistry = 0,
}
