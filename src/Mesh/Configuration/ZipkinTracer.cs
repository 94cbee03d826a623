using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Configuration;

public sealed record ZipkinTracer
{
    public string Address { get; init; } = "";

    internal static ZipkinTracer Read(FieldReader fields) => new()
    {
        Address = fields.Text("address"),
    };
}
