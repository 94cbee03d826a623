using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Attributes from the environment; it has no settings.</summary>
public sealed record EnvironmentResourceDetector
{
    internal static EnvironmentResourceDetector Read(FieldReader _) => new();
}
