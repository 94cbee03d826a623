using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record PrometheusMetricsProvider
{
    internal static PrometheusMetricsProvider Read(FieldReader _) => new();
}
