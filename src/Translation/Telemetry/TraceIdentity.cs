using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Mesh.Registry;

namespace MeshActors.Translation.Telemetry;

/// <summary>What spans say of the proxy that makes them.</summary>
/// <param name="Cluster">The name that the node reports for its service (<c>reviews.default</c>).</param>
/// <param name="OpenTelemetryName">
/// The name by OpenTelemetry's conventions for Kubernetes. Empty where no provider of the mesh asks for it: it may tell pods of
/// one workload apart, which otherwise share their listeners.
/// </param>
internal sealed record TraceIdentity(
    string CanonicalRevision,
    string CanonicalService,
    string MeshId,
    string Namespace,
    string ClusterId,
    string Cluster,
    string OpenTelemetryName)
{
    private const string Unknown = "unknown";

    public static TraceIdentity Of(ProxyNode node, MeshConfig mesh) => new(
        Or(node.Labels.GetValueOrDefault(WellKnownLabels.CanonicalRevision), "latest"),
        Or(node.Labels.GetValueOrDefault(WellKnownLabels.CanonicalName), Unknown),
        Or(node.MetadataText("MESH_ID"), Unknown),
        Or(node.MetadataText("NAMESPACE"), "default"),
        Or(node.ClusterId, Unknown),
        node.ServiceCluster,
        mesh.ExtensionProviders.Any(NamesByConvention) ? ServiceName(node) : "");

    private static bool NamesByConvention(ExtensionProvider provider) =>
        provider.Opentelemetry is { ServiceAttributeEnrichment: ServiceAttributeEnrichment.OtelSemanticConventions };

    /// <summary>Annotation, then the application's labels, the workload, the pod, its only container.</summary>
    private static string ServiceName(ProxyNode node)
    {
        string?[] candidates =
        [
            node.Annotations.GetValueOrDefault("resource.opentelemetry.io/service.name"),
            node.Labels.GetValueOrDefault("app.kubernetes.io/instance"),
            node.Labels.GetValueOrDefault("app.kubernetes.io/name"),
            node.WorkloadName,
            node.Id.Contains('.') ? node.Id[..node.Id.IndexOf('.')] : null,
            node.MetadataText("APP_CONTAINERS") is { } containers && !containers.Contains(',') ? containers : null,
        ];
        return candidates.FirstOrDefault(candidate => !string.IsNullOrEmpty(candidate)) ?? "unknown_service";
    }

    private static string Or(string? text, string otherwise) => string.IsNullOrEmpty(text) ? otherwise : text;
}
