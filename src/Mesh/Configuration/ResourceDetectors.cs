using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>What finds the attributes of a trace's resource.</summary>
public sealed record ResourceDetectors
{
    public EnvironmentResourceDetector? Environment { get; init; }

    public DynatraceResourceDetector? Dynatrace { get; init; }

    internal static ResourceDetectors Read(FieldReader fields) => new()
    {
        Environment = fields.Message("environment", EnvironmentResourceDetector.Read),
        Dynatrace = fields.Message("dynatrace", DynatraceResourceDetector.Read),
    };
}
