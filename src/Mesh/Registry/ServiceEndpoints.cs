namespace MeshActors.Mesh.Registry;

/// <summary>
/// All endpoints of one service from every cluster, in a deterministic order (cluster, then as the source lists them).
/// Immutable; a new instance only where something differs.
/// </summary>
public sealed record ServiceEndpoints(ServiceKey Service, IReadOnlyList<Endpoint> Endpoints)
{
    public static ServiceEndpoints Empty(ServiceKey service) => new(service, []);
}

/// <summary>Where the translation of load assignments finds endpoints.</summary>
public interface IEndpointSource
{
    /// <summary>The endpoints of a service, or null where the service has none recorded.</summary>
    ServiceEndpoints? Find(ServiceKey service);
}
