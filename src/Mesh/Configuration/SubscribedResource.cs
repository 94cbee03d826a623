namespace MeshActors.Mesh.Configuration;

public enum SubscribedResource
{
    ServiceRegistry = 0,
}
