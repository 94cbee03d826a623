using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Endpoints;

/// <summary>What telemetry calls the endpoints of a ServiceEntry for hosts outside the mesh, which have no labels of workloads.</summary>
/// <param name="Service">The canonical service.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Namespace">The namespace of the ServiceEntry.</param>
public sealed record ExternalIdentity(string Service, string Revision, string Namespace)
{
    /// <param name="service">A service with both labels of canonical services.</param>
    public static ExternalIdentity Of(Service service) => new(
        service.Labels.GetValueOrDefault(WellKnownLabels.CanonicalName) ?? "",
        service.Labels.GetValueOrDefault(WellKnownLabels.CanonicalRevision) ?? "",
        service.Namespace);
}
