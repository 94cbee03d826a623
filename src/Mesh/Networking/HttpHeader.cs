using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A header of a probe.</summary>
public sealed record HttpHeader
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";

    internal static HttpHeader Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Value = fields.Text("value"),
    };
}
