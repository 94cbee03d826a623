using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record DynatraceResourceDetector
{
    internal static DynatraceResourceDetector Read(FieldReader _) => new();
}
