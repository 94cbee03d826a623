using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>A header that carries a token.</summary>
public sealed record JwtHeader
{
    public string Name { get; init; } = "";

    public string Prefix { get; init; } = "";

    internal static JwtHeader Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
        Prefix = fields.Text("prefix"),
    };
}
