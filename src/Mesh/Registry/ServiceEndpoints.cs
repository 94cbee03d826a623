namespace MeshActors.Mesh.Registry;

/// <summary>
/// All endpoints of one service from every cluster: those of ServiceEntries first, then by cluster, then as the source lists
/// them. Immutable; a new instance only where something differs.
/// </summary>
public sealed record ServiceEndpoints(ServiceKey Service, IReadOnlyList<Endpoint> Endpoints)
{
    public static ServiceEndpoints Empty(ServiceKey service) => new(service, []);
}
