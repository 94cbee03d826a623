using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Metrics to be scraped; it has no settings.</summary>
public sealed record PrometheusMetricsProvider
{
    internal static PrometheusMetricsProvider Read(FieldReader _) => new();
}
