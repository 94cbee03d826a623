using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for Datadog.</summary>
public sealed record DatadogTracer
{
    public string Address { get; init; } = "";

    internal static DatadogTracer Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
    };
}
