using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record EnvironmentResourceDetector
{
    internal static EnvironmentResourceDetector Read(FieldReader _) => new();
}
