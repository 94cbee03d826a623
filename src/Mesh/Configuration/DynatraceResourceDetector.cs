using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Attributes from Dynatrace's files; it has no settings.</summary>
public sealed record DynatraceResourceDetector
{
    internal static DynatraceResourceDetector Read(FieldReader _) => new();
}
