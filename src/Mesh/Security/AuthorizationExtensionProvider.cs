using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Security;

public sealed record AuthorizationExtensionProvider
{
    public string Name { get; init; } = "";

    internal static AuthorizationExtensionProvider Read(FieldReader fields) => new()
    {
        Name = fields.Text("name"),
    };
}
