namespace MeshActors.Mesh.Registry;

/// <summary>Where the translation of load assignments finds endpoints.</summary>
public interface IEndpointSource
{
    /// <summary>The endpoints of a service, or null where the service has none recorded.</summary>
    ServiceEndpoints? Find(ServiceKey service);
}
