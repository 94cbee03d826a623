using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

/// <summary>The provider that decides, by its name in the mesh configuration.</summary>
public sealed record AuthorizationExtensionProvider
{
    public string Name { get; init; } = "";

    internal static AuthorizationExtensionProvider Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
