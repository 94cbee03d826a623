using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

/// <summary>Traces for Zipkin.</summary>
public sealed record ZipkinTracer
{
    public string Address { get; init; } = "";

    internal static ZipkinTracer Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
    };
}
